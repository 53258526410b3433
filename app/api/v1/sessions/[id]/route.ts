// DELETE /api/v1/sessions/{id}
// May be called by: who is signed in with an account, for that account.
// An unknown id and a session of somebody else answer the same 404.
import { endSession } from "@/app/api/v1/_resources/session";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: endSession });
