// GET, POST /api/v1/tenants/{tenant}/event-types/{name}/versions
// May be called by: an operator; GET also by the tenant's own key or member.
// An unknown type answers 404, a foreign tenant the same as an unknown one.
import { listEventTypeVersions, tenantCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({
  GET: listEventTypeVersions,
  POST: tenantCatalogue.addVersion,
});
