// GET, POST /api/v1/subscriptions
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
import { createSubscription, listSubscriptions } from "@/app/api/v1/_resources/subscriptions";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listSubscriptions, POST: createSubscription });
