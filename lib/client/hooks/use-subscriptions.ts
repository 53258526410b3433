import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { callApi } from "../api";
import { keys } from "../keys";
import { scopedPath, useScope } from "../scope";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 10_000;

export interface SubscriptionFilters {
  status?: string | undefined;
  cursor?: string | undefined;
  limit?: number;
}

export function useSubscriptions(filters: SubscriptionFilters): UseQueryResult<Page<SubscriptionOut>> {
  const { tenantId } = useScope();
  return usePageQuery<SubscriptionOut>({
    key: keys.subscriptions(tenantId, filters),
    path: scopedPath(tenantId, "/subscriptions"),
    query: () => filters,
    everyMs: filters.cursor ? false : QUIET_MS,
  });
}

export function useSubscription(id: string): UseQueryResult<SubscriptionOut> {
  return useQuery({
    queryKey: keys.subscription(id),
    queryFn: ({ signal }) => callApi<SubscriptionOut>(`/subscriptions/${id}`, { signal }),
    refetchInterval: QUIET_MS,
  });
}
