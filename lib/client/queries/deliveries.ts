import type { Page } from "@/lib/contracts/common";
import type { DeliveryDetailOut, DeliveryOut } from "@/lib/contracts/delivery";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";
import { timeBound } from "../time-window";

/** What of the log's address is a filter. */
export const DELIVERY_FILTERS = [
  "status",
  "subscriptionId",
  "type",
  "correlationId",
  "code",
  "outcome",
  "window",
  "after",
  "before",
  "undelivered",
] as const;
export type DeliveryFilterName = (typeof DELIVERY_FILTERS)[number];

export interface DeliveryFilters extends Partial<Record<DeliveryFilterName, string | undefined>> {
  eventId?: string | undefined;
  cursor?: string | undefined;
  limit?: number;
}

/** `window` ends now, such as `1h`; it stands for `after`. */
export function deliveriesQuery(tenantId: string | null, filters: DeliveryFilters): ApiQuery<Page<DeliveryOut>> {
  const { window, after, ...query } = filters;
  return {
    key: keys.deliveries(tenantId, filters),
    path: scopedPath(tenantId, "/deliveries"),
    query: () => ({ ...query, after: timeBound(window) ?? after }),
  };
}

export function deliveryQuery(id: string): ApiQuery<DeliveryDetailOut> {
  return { key: keys.delivery(id), path: `/deliveries/${id}` };
}
