// GET, PATCH /api/v1/account
// May be called by: who is signed in with an account, for that account.
// There is no id in the path.
import { getAccount, updateAccount } from "@/app/api/v1/_resources/session";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: getAccount, PATCH: updateAccount });
