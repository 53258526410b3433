// POST /api/v1/engine/runs/{id}/cancel
// May be called by: an operator.
// An unknown id answers 404.
import { cancelEngineRun } from "@/app/api/v1/_resources/engine-runs";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: cancelEngineRun });
