// GET /api/v1/health/ready
// May be called by: anybody.
// There is no id in the path.
export { readReady as GET } from "@/app/api/v1/_resources/health";
