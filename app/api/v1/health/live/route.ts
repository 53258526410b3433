// GET /api/v1/health/live
// May be called by: anybody.
// There is no id in the path.
export { readLive as GET } from "@/app/api/v1/_resources/health";
