// GET /api/v1/operators
// May be called by: operators.
// There is no id in the path.
import { listOperators } from "@/app/api/v1/_resources/operators";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listOperators });
