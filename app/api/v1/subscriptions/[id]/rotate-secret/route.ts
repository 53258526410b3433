// POST /api/v1/subscriptions/{id}/rotate-secret
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown id and one of another tenant answer the same 404.
import { rotateSecret } from "@/app/api/v1/_resources/subscriptions";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: rotateSecret });
