// GET /webhooks/samples/{eventType}
// May be called by: a tenant's own key or member.
// An unknown type has no samples.
import { samples } from "@/app/api/v1/_resources/rest-hooks";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: samples });
