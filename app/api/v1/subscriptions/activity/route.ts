// GET /api/v1/subscriptions/activity
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
import { readSubscriptionActivity } from "@/app/api/v1/_resources/overview";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: readSubscriptionActivity });
