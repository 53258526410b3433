import { subscriptionHealthOut, tenantHealthOut } from "@/lib/contracts/lane-health";
import { idParams, route } from "@/lib/http/route";
import { readSubscriptionHealth as readSubscription, readTenantHealth as readTenant } from "@/lib/services/lane-health";

export const readSubscriptionHealth = route({
  summary: "Read how deliveries to a subscription fare: success, latency, breaker, backlog",
  response: subscriptionHealthOut,
  auth: "any",
  params: idParams,
  handler: ({ tenantId, params }) => readSubscription(tenantId, params.id),
});

export const readTenantHealth = route({
  summary: "Read how deliveries to all subscriptions of a tenant fare",
  response: tenantHealthOut,
  auth: "tenant",
  handler: ({ tenantId }) => readTenant(tenantId),
});
