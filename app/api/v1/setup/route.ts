// POST /api/v1/setup
// May be called by: anybody who has the code that the terminal printed, once.
// There is no id in the path.
export { setUp as POST } from "@/app/api/v1/_resources/setup";
