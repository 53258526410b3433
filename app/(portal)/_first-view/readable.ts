import { listApiKeys } from "@/app/api/v1/_resources/api-keys";
import { getDelivery, listDeliveries } from "@/app/api/v1/_resources/deliveries";
import { listDestinationTypes } from "@/app/api/v1/_resources/destination-types";
import { getEvent, listEvents } from "@/app/api/v1/_resources/events";
import { readUndelivered } from "@/app/api/v1/_resources/health";
import { readDeliverySeries, readSubscriptionActivity } from "@/app/api/v1/_resources/overview";
import { getSubscription, listSubscriptions } from "@/app/api/v1/_resources/subscriptions";
import { listTenants } from "@/app/api/v1/_resources/tenants";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * The GET calls that first views are made of, by their paths; the handlers are the API's own. Literal paths stand
 * before those with an id.
 */
export const READABLE: readonly (readonly [path: string, get: Get])[] = [
  ["/api-keys", listApiKeys],
  ["/deliveries", listDeliveries],
  ["/deliveries/series", readDeliverySeries],
  ["/deliveries/{id}", getDelivery],
  ["/destination-types", listDestinationTypes],
  ["/events", listEvents],
  ["/events/{id}", getEvent],
  ["/health/undelivered", readUndelivered],
  ["/subscriptions", listSubscriptions],
  ["/subscriptions/activity", readSubscriptionActivity],
  ["/subscriptions/{id}", getSubscription],
  ["/tenants", listTenants],
];
