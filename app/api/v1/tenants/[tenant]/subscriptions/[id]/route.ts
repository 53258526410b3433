// GET, PATCH, DELETE /api/v1/tenants/{tenant}/subscriptions/{id}
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown id and one of another tenant answer the same 404.
export {
  deleteSubscription as DELETE,
  getSubscription as GET,
  updateSubscription as PATCH,
} from "@/app/api/v1/_resources/subscriptions";
