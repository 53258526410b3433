// GET, POST /api/v1/events
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
export { listEvents as GET } from "@/app/api/v1/_resources/events";
export { publishRoute as POST } from "@/lib/http/publish-route";
