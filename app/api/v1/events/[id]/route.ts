// GET, DELETE /api/v1/events/{id}
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown id and one of another tenant answer the same 404.
import { cancelEvent, getEvent } from "@/app/api/v1/_resources/events";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: cancelEvent, GET: getEvent });
