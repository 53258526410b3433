// GET /api/v1/health/undelivered
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
import { readUndelivered } from "@/app/api/v1/_resources/health";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: readUndelivered });
