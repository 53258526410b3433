// GET /api/v1/metrics
// May be called by: operators.
// There is no id in the path.
import { readMetrics } from "@/app/api/v1/_resources/metrics";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: readMetrics });
