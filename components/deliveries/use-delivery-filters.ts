import { type Filters, useFilters } from "@/lib/client/hooks/use-filters";

const NAMES = ["status", "subscriptionId", "type", "correlationId", "code", "window"] as const;

export type DeliveryFilterName = (typeof NAMES)[number];

export function useDeliveryFilters(): Filters<DeliveryFilterName> {
  return useFilters(NAMES);
}
