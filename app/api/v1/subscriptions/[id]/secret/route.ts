// GET /api/v1/subscriptions/{id}/secret
// May be called by: an operator, a tenant's own key with the scope write, or a developer of the tenant; it is audited.
// An unknown id and one of another tenant answer the same 404.
import { revealSecret } from "@/app/api/v1/_resources/subscriptions";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: revealSecret });
