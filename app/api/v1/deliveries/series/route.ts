// GET /api/v1/deliveries/series
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
export { readDeliverySeries as GET } from "@/app/api/v1/_resources/overview";
