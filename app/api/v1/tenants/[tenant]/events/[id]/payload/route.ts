// DELETE /api/v1/tenants/{tenant}/events/{id}/payload
// May be called by: an operator, or an owner of the tenant (its key or a member).
// An unknown id and one of another tenant answer the same 404.
import { erasePayload } from "@/app/api/v1/_resources/events";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: erasePayload });
