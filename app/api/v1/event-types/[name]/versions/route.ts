// GET, POST /api/v1/event-types/{name}/versions
// May be called by: an operator; GET also by a tenant's own key or member.
// An unknown type answers 404.
import { listEventTypeVersions, operatorCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({
  GET: listEventTypeVersions,
  POST: operatorCatalogue.addVersion,
});
