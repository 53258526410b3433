// GET, POST /api/v1/events
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// There is no id in the path.
import { listEvents } from "@/app/api/v1/_resources/events";
import { methods } from "@/lib/http/methods";
import { publishRoute } from "@/lib/http/publish-route";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listEvents, POST: publishRoute });
