// GET, PATCH, DELETE /api/v1/tenants/{tenant}
// May be called by: operators; GET also a tenant's own key or member.
// An unknown tenant and another tenant answer the same 404.
import { deleteTenant, getTenant, updateTenant } from "@/app/api/v1/_resources/tenants";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: deleteTenant, GET: getTenant, PATCH: updateTenant });
