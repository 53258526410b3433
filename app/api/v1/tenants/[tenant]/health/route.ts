// GET /api/v1/tenants/{tenant}/health
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown tenant and another tenant answer the same 404.
import { readTenantHealth } from "@/app/api/v1/_resources/lane-health";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: readTenantHealth });
