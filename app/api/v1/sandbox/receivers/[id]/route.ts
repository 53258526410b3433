// GET, PATCH, DELETE /api/v1/sandbox/receivers/{id}
// May be called by: an operator (GET: of every tenant), a tenant's key or member.
// An unknown id and another tenant's answer the same 404.
import { deleteReceiver, getReceiver, updateReceiver } from "@/app/api/v1/_resources/sandbox";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({
  DELETE: deleteReceiver,
  GET: getReceiver,
  PATCH: updateReceiver,
});
