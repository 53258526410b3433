import type { Page } from "@/lib/contracts/common";
import type { SubscriptionHealthOut } from "@/lib/contracts/lane-health";
import type { ActivityOut } from "@/lib/contracts/overview";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";
import type { DeliveryFilters } from "./deliveries";

export const SUBSCRIPTION_FILTERS = ["status", "search"] as const;
/** What of the detail page stands in its address. */
export const SUBSCRIPTION_TABS = ["tab", "hours"] as const;

/** The latest deliveries of one, as its page shows them. */
export function latestOf(subscriptionId: string): DeliveryFilters {
  return { subscriptionId, limit: 25 };
}

/** As many as one page of the API holds: what names, pickers and the overview work with. */
export const ALL_SUBSCRIPTIONS = { limit: 200 } as const;

export interface SubscriptionFilters {
  status?: string | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit?: number;
}

export function subscriptionsQuery(
  tenantId: string | null,
  filters: SubscriptionFilters,
): ApiQuery<Page<SubscriptionOut>> {
  return {
    key: keys.subscriptions(tenantId, filters),
    path: scopedPath(tenantId, "/subscriptions"),
    query: () => filters,
  };
}

export function subscriptionQuery(id: string): ApiQuery<SubscriptionOut> {
  return { key: keys.subscription(id), path: `/subscriptions/${id}` };
}

/** The lane as its owner sees it now. */
export function subscriptionHealthQuery({
  id,
  tenantId,
}: {
  id: string;
  tenantId: string | null;
}): ApiQuery<SubscriptionHealthOut> {
  return { key: keys.subscriptionHealth(id), path: scopedPath(tenantId, `/subscriptions/${id}/health`) };
}

/** The last twelve deliveries of each subscription, its day, and what waits there; of one, if named. */
export function activityQuery(tenantId: string | null, subscriptionId: string | null = null): ApiQuery<ActivityOut> {
  return {
    key: keys.activity(tenantId, subscriptionId),
    path: scopedPath(tenantId, "/subscriptions/activity"),
    query: () => ({ subscriptionId }),
  };
}
