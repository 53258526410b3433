// POST /api/v1/password-resets/complete
// May be called by: anybody who has the link's token.
// A token that is unknown, used or too old answers 404.
import { completePasswordReset } from "@/app/api/v1/_resources/password-resets";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: completePasswordReset });
