import type { Page } from "@/lib/contracts/common";
import type { UndeliveredOut } from "@/lib/contracts/health";
import type { DeliverySeriesOut } from "@/lib/contracts/overview";
import type { TenantOut } from "@/lib/contracts/tenant";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";

/** The windows that the overview and a subscription's health offer. */
export const SERIES_WINDOWS = [
  { value: "1", label: "last hour", window: "1h" },
  { value: "24", label: "last 24 hours", window: "24h" },
  { value: "168", label: "last 7 days", window: "7d" },
] as const;
export const DAY_HOURS = 24;

/** The hours of the address; a day for what is none of the windows. */
export function hoursOf(text: string | undefined): number {
  return SERIES_WINDOWS.some(({ value }) => value === text) ? Number(text) : DAY_HOURS;
}

/** The same time, as lists name it in their address. */
export function windowOfHours(hours: number): string {
  return SERIES_WINDOWS.find(({ value }) => value === String(hours))?.window ?? "24h";
}

export const ALL_TENANTS = { limit: 200 } as const;

export type TenantFilters = QueryOf<"GET /api/v1/tenants">;

/** The north star: what of the last hour is not delivered now. */
export function undeliveredQuery(tenantId: string | null, window = "1h"): ApiQuery<UndeliveredOut> {
  return apiQuery("GET /api/v1/health/undelivered", {
    key: keys.undelivered(tenantId, window),
    tenantId,
    query: () => ({ window }),
  });
}

interface SeriesInput {
  hours?: number;
  subscriptionId?: string | null;
}

/** What happened in the last hours, in buckets, and what is open now. */
export function deliverySeriesQuery(
  tenantId: string | null,
  { hours = DAY_HOURS, subscriptionId = null }: SeriesInput = {},
): ApiQuery<DeliverySeriesOut> {
  return apiQuery("GET /api/v1/deliveries/series", {
    key: keys.deliverySeries(tenantId, hours, subscriptionId),
    tenantId,
    query: () => ({ hours, subscriptionId }),
  });
}

/** For operators. */
export function tenantsQuery(filters: TenantFilters): ApiQuery<Page<TenantOut>> {
  return apiQuery("GET /api/v1/tenants", { key: keys.tenants(filters), query: () => filters });
}
