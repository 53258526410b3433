// POST /api/v1/tenants/{tenant}/filters/try
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown tenant and another tenant answer the same 404.
import { tryFilter } from "@/app/api/v1/_resources/filters";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: tryFilter });
