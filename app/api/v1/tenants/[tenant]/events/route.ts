// GET, POST /api/v1/tenants/{tenant}/events
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown tenant and another tenant answer the same 404.
export { listEvents as GET } from "@/app/api/v1/_resources/events";
export { publishRoute as POST } from "@/lib/http/publish-route";
