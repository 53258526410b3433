// GET, POST /api/v1/tenants/{tenant}/api-keys
// May be called by: an operator (without a tenant in the path: operator keys), a tenant's own key, or an owner of the tenant.
// An unknown tenant and another tenant answer the same 404.
import { createApiKey, listApiKeys } from "@/app/api/v1/_resources/api-keys";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listApiKeys, POST: createApiKey });
