// GET, POST /api/v1/api-keys
// May be called by: an operator (without a tenant in the path: operator keys), a tenant's own key, or an owner of the tenant.
// There is no id in the path.
export { createApiKey as POST, listApiKeys as GET } from "@/app/api/v1/_resources/api-keys";
