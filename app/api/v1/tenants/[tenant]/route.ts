// GET, PATCH, DELETE /api/v1/tenants/{tenant}
// May be called by: operators; GET also a tenant's own key or member.
// An unknown tenant and another tenant answer the same 404.
export { deleteTenant as DELETE, getTenant as GET, updateTenant as PATCH } from "@/app/api/v1/_resources/tenants";
