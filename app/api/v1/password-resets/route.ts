// POST /api/v1/password-resets
// May be called by: anybody.
// An unknown email answers like a known one.
import { requestPasswordReset } from "@/app/api/v1/_resources/password-resets";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: requestPasswordReset });
