// GET /api/v1/deliveries/{id}
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown id and one of another tenant answer the same 404.
export { getDelivery as GET } from "@/app/api/v1/_resources/deliveries";
