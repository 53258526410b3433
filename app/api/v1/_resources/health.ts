import { liveOut, readyOut, undeliveredByTenantOut, undeliveredOut, undeliveredQuery } from "@/lib/contracts/health";
import { route } from "@/lib/http/route";
import { readUndelivered as read, readUndeliveredByTenant as readByTenant, readReadiness } from "@/lib/services/health";

/** The process answers; nothing else is asked. */
export const readLive = route({
  summary: "Tell that the process answers",
  response: liveOut,
  auth: "public",
  handler: async () => ({ status: "live" }),
});

export const readReady = route({
  summary: "Tell whether the service can work",
  response: readyOut,
  auth: "public",
  handler: readReadiness,
});

export const readUndelivered = route({
  summary: "Count what was accepted in a window and is not delivered",
  response: undeliveredOut,
  auth: "any",
  query: undeliveredQuery,
  handler: ({ tenantId, query }) => read(tenantId, query.window),
});

export const readUndeliveredByTenant = route({
  summary: "Count what is not delivered, tenant by tenant, the most first",
  response: undeliveredByTenantOut,
  auth: "operator",
  query: undeliveredQuery,
  handler: ({ query }) => readByTenant(query.window),
});
