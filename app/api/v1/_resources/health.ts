import { liveOut, readyOut, undeliveredOut, undeliveredQuery } from "@/lib/contracts/health";
import { route } from "@/lib/http/route";
import { readUndelivered as read, readReadiness } from "@/lib/services/health";

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
