// GET /api/v1/health/live
// May be called by: anybody.
// There is no id in the path.
import { readLive } from "@/app/api/v1/_resources/health";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: readLive });
