import type { ApiQuery } from "../api-query";
import { deliveriesQuery } from "./deliveries";
import { eventsQuery } from "./events";
import { deliverySeriesQuery, hoursOf, undeliveredQuery } from "./overview";
import { ALL_SUBSCRIPTIONS, activityQuery, subscriptionsQuery } from "./subscriptions";

export const OVERVIEW_FILTERS = ["hours"] as const;

/** Whether there is any. */
export const ANY_EVENT = { limit: 1 } as const;
export const ANY_DELIVERED = { status: "delivered", limit: 1 } as const;

export function firstOverview(tenantId: string | null, hours: string | undefined): ApiQuery<unknown>[] {
  return [
    undeliveredQuery(tenantId),
    deliverySeriesQuery(tenantId, { hours: hoursOf(hours) }),
    activityQuery(tenantId),
    subscriptionsQuery(tenantId, ALL_SUBSCRIPTIONS),
    eventsQuery(tenantId, ANY_EVENT),
    deliveriesQuery(tenantId, ANY_DELIVERED),
  ];
}
