// GET, POST /api/v1/tenants/{tenant}/sandbox/receivers
// May be called by: an operator, or a tenant's own key or member.
// An unknown id and another tenant's answer the same 404.
import { createReceiver, listReceivers } from "@/app/api/v1/_resources/sandbox";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listReceivers, POST: createReceiver });
