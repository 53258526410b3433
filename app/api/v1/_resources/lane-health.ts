import { pageOf } from "@/lib/contracts/common";
import { subscriptionHealthOut, tenantHealthOut } from "@/lib/contracts/lane-health";
import { tenantQuery } from "@/lib/contracts/tenant";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import {
  listTenantHealths as listOfTenants,
  readSubscriptionHealth as readSubscription,
  readTenantHealth as readTenant,
} from "@/lib/services/lane-health";

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

export const listTenantHealths = route({
  summary: "Read how deliveries fare, tenant by tenant: the same page that GET /tenants answers",
  response: pageOf(tenantHealthOut),
  auth: "operator",
  query: tenantQuery,
  handler: async ({ query }) => page(await listOfTenants(query, readKeyset("tenant", query))),
});
