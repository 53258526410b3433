import { filterTryIn, filterTryOut } from "@/lib/contracts/filter-try";
import { route } from "@/lib/http/route";
import { tryFilter as run } from "@/lib/services/filters";

/** Changes nothing, so who may read may ask. */
export const tryFilter = route({
  summary: "Try a filter on events",
  response: filterTryOut,
  auth: "any",
  role: "viewer",
  scope: "read",
  body: filterTryIn,
  handler: ({ tenantId, body }) => run(tenantId, body),
});
