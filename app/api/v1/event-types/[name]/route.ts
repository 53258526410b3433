// GET, PATCH, DELETE /api/v1/event-types/{name}
// May be called by: an operator; GET also by a tenant's own key or member.
// An unknown type answers 404.
import { getEventType, operatorCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({
  DELETE: operatorCatalogue.remove,
  GET: getEventType,
  PATCH: operatorCatalogue.update,
});
