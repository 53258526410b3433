// GET /api/v1/deliveries
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
import { listDeliveries } from "@/app/api/v1/_resources/deliveries";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listDeliveries });
