// DELETE /api/v1/api-keys/{id}
// May be called by: an operator (without a tenant in the path: operator keys), a tenant's own key, or an owner of the tenant.
// An unknown id and one of another tenant answer the same 404.
import { revokeApiKey } from "@/app/api/v1/_resources/api-keys";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: revokeApiKey });
