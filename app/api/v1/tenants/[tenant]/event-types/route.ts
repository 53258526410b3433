// GET, POST /api/v1/tenants/{tenant}/event-types
// May be called by: an operator; GET also by the tenant's own key or member.
// A foreign tenant and an unknown one answer the same 404.
import { listEventTypes, tenantCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listEventTypes, POST: tenantCatalogue.create });
