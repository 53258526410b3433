import type { Page } from "@/lib/contracts/common";
import type { DeliveryDetailOut, DeliveryOut } from "@/lib/contracts/delivery";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";
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
] as const satisfies readonly (keyof DeliveryFilters)[];
export type DeliveryFilterName = (typeof DELIVERY_FILTERS)[number];

export type DeliveryFilters = QueryOf<"GET /api/v1/deliveries"> & { window?: string | undefined };

/** `window` ends now, such as `1h`; it stands for `after`. */
export function deliveriesQuery(tenantId: string | null, filters: DeliveryFilters): ApiQuery<Page<DeliveryOut>> {
  const { window, after, ...query } = filters;
  return apiQuery("GET /api/v1/deliveries", {
    key: keys.deliveries(tenantId, filters),
    tenantId,
    query: () => ({ ...query, after: timeBound(window) ?? after }),
  });
}

export function deliveryQuery(id: string): ApiQuery<DeliveryDetailOut> {
  return apiQuery("GET /api/v1/deliveries/{id}", { key: keys.delivery(id), path: { id } });
}
