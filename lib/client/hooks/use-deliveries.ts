import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { DeliveryDetailOut, DeliveryOut } from "@/lib/contracts/delivery";
import { callApi } from "../api";
import { keys } from "../keys";
import { scopedPath, useScope } from "../scope";
import { timeBound } from "../time-window";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 2_000;
const QUIET_MS = 15_000;

export interface DeliveryFilters {
  status?: string | undefined;
  subscriptionId?: string | undefined;
  eventId?: string | undefined;
  type?: string | undefined;
  correlationId?: string | undefined;
  code?: string | undefined;
  /** A time window that ends now, such as `1h`. */
  window?: string | undefined;
  cursor?: string | undefined;
  limit?: number;
}

/** The first page moves by itself; a later one stands still, so that rows do not slip away under the reader. */
export function useDeliveries(filters: DeliveryFilters): UseQueryResult<Page<DeliveryOut>> {
  const { tenantId } = useScope();
  const { window, ...query } = filters;
  return usePageQuery<DeliveryOut>({
    key: keys.deliveries(tenantId, filters),
    path: scopedPath(tenantId, "/deliveries"),
    query: () => ({ ...query, after: timeBound(window) }),
    everyMs: filters.cursor ? false : LIVE_MS,
  });
}

/** Looks often while something is still to come, seldom once it is settled. */
export function useDelivery(id: string): UseQueryResult<DeliveryDetailOut> {
  return useQuery({
    queryKey: keys.delivery(id),
    queryFn: ({ signal }) => callApi<DeliveryDetailOut>(`/deliveries/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? LIVE_MS : QUIET_MS),
  });
}
