import type { UseQueryResult } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { SubscriptionHealthOut } from "@/lib/contracts/lane-health";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import {
  type SubscriptionFilters,
  subscriptionHealthQuery,
  subscriptionQuery,
  subscriptionsQuery,
} from "../queries/subscriptions";
import { useScope } from "../scope";
import { useApiQuery } from "./use-api-query";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 10_000;
const LIVE_MS = 3_000;

export function useSubscriptions(filters: SubscriptionFilters): UseQueryResult<Page<SubscriptionOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...subscriptionsQuery(tenantId, filters), everyMs: filters.cursor ? false : QUIET_MS });
}

export function useSubscription(id: string): UseQueryResult<SubscriptionOut> {
  return useApiQuery(subscriptionQuery(id), { everyMs: QUIET_MS });
}

export function useSubscriptionHealth(
  subscription: Pick<SubscriptionOut, "id" | "tenantId">,
): UseQueryResult<SubscriptionHealthOut> {
  return useApiQuery(subscriptionHealthQuery(subscription), { everyMs: LIVE_MS });
}
