// GET /api/v1/openapi.json
// May be called by: anybody.
// There is no id in the path.
import { getDocument } from "@/app/api/v1/_resources/openapi";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: getDocument });
