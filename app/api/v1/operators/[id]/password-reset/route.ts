// POST /api/v1/operators/{id}/password-reset
// May be called by: operators.
// An unknown id, and one of somebody who is no operator, answer the same 404.
import { createOperatorReset } from "@/app/api/v1/_resources/operators";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: createOperatorReset });
