// GET, POST /api/v1/tenants/{tenant}/events
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown tenant and another tenant answer the same 404.
import { listEvents } from "@/app/api/v1/_resources/events";
import { methods } from "@/lib/http/methods";
import { publishRoute } from "@/lib/http/publish-route";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listEvents, POST: publishRoute });
