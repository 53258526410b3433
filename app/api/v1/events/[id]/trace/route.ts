// GET /api/v1/events/{id}/trace
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown id and one of another tenant answer the same 404.
import { traceEvent } from "@/app/api/v1/_resources/events";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: traceEvent });
