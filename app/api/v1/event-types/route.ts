// GET, POST /api/v1/event-types
// May be called by: an operator; GET also by a tenant's own key or member.
// There is no id in the path.
import { listEventTypes, operatorCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listEventTypes, POST: operatorCatalogue.create });
