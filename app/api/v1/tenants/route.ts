// GET, POST /api/v1/tenants
// May be called by: operators.
// There is no id in the path.
export { createTenant as POST, listTenants as GET } from "@/app/api/v1/_resources/tenants";
