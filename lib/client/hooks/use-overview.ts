import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ActivityOut, DeliverySeriesOut } from "@/lib/contracts/overview";
import { callApi } from "../api";
import { keys } from "../keys";
import { scopedPath, useScope } from "../scope";

const EVERY_MS = 10_000;

/** Deliveries by state over the last hours, in buckets, with the totals. */
export function useDeliverySeries(hours = 24): UseQueryResult<DeliverySeriesOut> {
  const { tenantId } = useScope();
  return useQuery({
    queryKey: keys.deliverySeries(tenantId, hours),
    queryFn: ({ signal }) =>
      callApi<DeliverySeriesOut>(scopedPath(tenantId, "/deliveries/series"), { query: { hours }, signal }),
    refetchInterval: EVERY_MS,
  });
}

/** The last twelve deliveries of each subscription and what waits there; of one, if named. */
export function useActivity(subscriptionId: string | null = null): UseQueryResult<ActivityOut> {
  const { tenantId } = useScope();
  return useQuery({
    queryKey: keys.activity(tenantId, subscriptionId),
    queryFn: ({ signal }) =>
      callApi<ActivityOut>(scopedPath(tenantId, "/subscriptions/activity"), { query: { subscriptionId }, signal }),
    refetchInterval: EVERY_MS,
  });
}
