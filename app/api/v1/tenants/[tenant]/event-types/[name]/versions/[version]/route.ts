// PUT, DELETE /api/v1/tenants/{tenant}/event-types/{name}/versions/{version}
// May be called by: an operator.
// An unknown type answers 404, a foreign tenant the same as an unknown one.
import { tenantCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({
  DELETE: tenantCatalogue.removeVersion,
  PUT: tenantCatalogue.putVersion,
});
