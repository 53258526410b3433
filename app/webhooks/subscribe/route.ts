// POST /webhooks/subscribe
// May be called by: a tenant's own key or member.
// There is no id in the path.
import { subscribe } from "@/app/api/v1/_resources/rest-hooks";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: subscribe });
