// GET /api/v1/audit-log
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
export { listAuditLog as GET } from "@/app/api/v1/_resources/audit-log";
