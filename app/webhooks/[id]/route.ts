// DELETE /webhooks/{id}
// May be called by: a tenant's own key or member.
// An unknown id and one of another tenant answer the same 404.
import { unsubscribe } from "@/app/api/v1/_resources/rest-hooks";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: unsubscribe });
