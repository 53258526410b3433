// GET, POST /api/v1/api-keys
// May be called by: an operator (without a tenant in the path: operator keys), a tenant's own key, or an owner of the tenant.
// There is no id in the path.
import { createApiKey, listApiKeys } from "@/app/api/v1/_resources/api-keys";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listApiKeys, POST: createApiKey });
