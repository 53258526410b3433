// GET /api/v1/engine/runs
// May be called by: an operator.
// There is no id in the path.
import { listEngineRuns } from "@/app/api/v1/_resources/engine-runs";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listEngineRuns });
