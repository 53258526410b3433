// GET, DELETE /api/v1/sessions
// May be called by: who is signed in with an account, for that account.
// There is no id in the path.
import { endSessions, listSessions } from "@/app/api/v1/_resources/session";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: endSessions, GET: listSessions });
