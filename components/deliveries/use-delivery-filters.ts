import { type Filters, useFilters } from "@/lib/client/hooks/use-filters";
import { DELIVERY_FILTERS, type DeliveryFilterName } from "@/lib/client/queries/deliveries";

export function useDeliveryFilters(): Filters<DeliveryFilterName> {
  return useFilters(DELIVERY_FILTERS);
}
