// GET /api/v1/audit-log
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
import { listAuditLog } from "@/app/api/v1/_resources/audit-log";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listAuditLog });
