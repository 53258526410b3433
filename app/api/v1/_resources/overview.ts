import { activityOut, activityQuery, deliverySeriesOut, deliverySeriesQuery } from "@/lib/contracts/overview";
import { route } from "@/lib/http/route";
import { readDeliverySeries as readSeries } from "@/lib/services/delivery-series";
import { readActivity } from "@/lib/services/overview";

export const readDeliverySeries = route({
  summary: "Read what happened over time: attempts, latency, backlog, answers",
  response: deliverySeriesOut,
  auth: "any",
  query: deliverySeriesQuery,
  handler: ({ tenantId, query }) =>
    readSeries({ tenantId, subscriptionId: query.subscriptionId ?? null, hours: query.hours }),
});

export const readSubscriptionActivity = route({
  summary: "Read what each subscription did last",
  response: activityOut,
  auth: "any",
  query: activityQuery,
  handler: ({ tenantId, query }) => readActivity(tenantId, query.subscriptionId ?? null),
});
