// GET, PATCH /api/v1/session
// May be called by: who is signed in; PATCH: with an account.
// A tenant that the person does not belong to is as unknown as any other.
import { getSession, switchTenant } from "@/app/api/v1/_resources/session";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: getSession, PATCH: switchTenant });
