import { activityQuery, deliverySeriesQuery } from "@/lib/contracts/overview";
import { route } from "@/lib/http/route";
import { readActivity, readDeliverySeries as readSeries } from "@/lib/services/overview";

export const readDeliverySeries = route({
  auth: "any",
  query: deliverySeriesQuery,
  handler: ({ tenantId, query }) => readSeries(tenantId, query.hours),
});

export const readSubscriptionActivity = route({
  auth: "any",
  query: activityQuery,
  handler: ({ tenantId, query }) => readActivity(tenantId, query.subscriptionId ?? null),
});
