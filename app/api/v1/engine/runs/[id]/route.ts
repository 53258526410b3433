// GET /api/v1/engine/runs/{id}
// May be called by: an operator.
// An unknown id answers 404.
import { getEngineRun } from "@/app/api/v1/_resources/engine-runs";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: getEngineRun });
