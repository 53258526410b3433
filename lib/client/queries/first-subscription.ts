import type { ApiQuery } from "../api-query";
import { deliveriesQuery } from "./deliveries";
import { deliverySeriesQuery, hoursOf } from "./overview";
import { latestOf, subscriptionHealthQuery, subscriptionQuery } from "./subscriptions";

interface Tab {
  tab?: string;
  hours?: string;
}

/** What the page shows first, by its tab. */
export function firstSubscription(tenantId: string | null, id: string, { tab, hours }: Tab): ApiQuery<unknown>[] {
  const own = subscriptionQuery(id);
  switch (tab) {
    case "deliveries":
      return [own, deliveriesQuery(tenantId, latestOf(id))];
    case "settings":
    case "secrets":
    case "testing":
      return [own];
    default:
      return [
        own,
        subscriptionHealthQuery({ id, tenantId }),
        deliverySeriesQuery(tenantId, { hours: hoursOf(hours), subscriptionId: id }),
      ];
  }
}
