import { undeliveredQuery } from "@/lib/contracts/health";
import { route } from "@/lib/http/route";
import { readUndelivered as read, readReadiness } from "@/lib/services/health";

/** The process answers; nothing else is asked. */
export const readLive = route({ auth: "public", handler: async () => ({ status: "live" }) });

export const readReady = route({ auth: "public", handler: readReadiness });

export const readUndelivered = route({
  auth: "any",
  query: undeliveredQuery,
  handler: ({ tenantId, query }) => read(tenantId, query.window),
});
