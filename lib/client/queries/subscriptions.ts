import type { Page } from "@/lib/contracts/common";
import type { SubscriptionHealthOut } from "@/lib/contracts/lane-health";
import type { ActivityOut } from "@/lib/contracts/overview";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";
import type { DeliveryFilters } from "./deliveries";

export const SUBSCRIPTION_FILTERS = ["status", "search"] as const satisfies readonly (keyof SubscriptionFilters)[];
/** What of the detail page stands in its address. */
export const SUBSCRIPTION_TABS = ["tab", "hours"] as const;

/** The latest deliveries of one, as its page shows them. */
export function latestOf(subscriptionId: string): DeliveryFilters {
  return { subscriptionId, limit: 25 };
}

/** As many as one page of the API holds: what names, pickers and the overview work with. */
export const ALL_SUBSCRIPTIONS = { limit: 200 } as const;

export type SubscriptionFilters = QueryOf<"GET /api/v1/subscriptions">;

export function subscriptionsQuery(
  tenantId: string | null,
  filters: SubscriptionFilters,
): ApiQuery<Page<SubscriptionOut>> {
  return apiQuery("GET /api/v1/subscriptions", {
    key: keys.subscriptions(tenantId, filters),
    tenantId,
    query: () => filters,
  });
}

export function subscriptionQuery(id: string): ApiQuery<SubscriptionOut> {
  return apiQuery("GET /api/v1/subscriptions/{id}", { key: keys.subscription(id), path: { id } });
}

/** The lane as its owner sees it now. */
export function subscriptionHealthQuery({
  id,
  tenantId,
}: {
  id: string;
  tenantId: string | null;
}): ApiQuery<SubscriptionHealthOut> {
  return apiQuery("GET /api/v1/subscriptions/{id}/health", {
    key: keys.subscriptionHealth(id),
    tenantId,
    path: { id },
  });
}

/** The last twelve deliveries of each subscription, its day, and what waits there; of one, if named. */
export function activityQuery(tenantId: string | null, subscriptionId: string | null = null): ApiQuery<ActivityOut> {
  return apiQuery("GET /api/v1/subscriptions/activity", {
    key: keys.activity(tenantId, subscriptionId),
    tenantId,
    query: () => ({ subscriptionId }),
  });
}
