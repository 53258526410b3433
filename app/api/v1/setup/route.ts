// POST /api/v1/setup
// May be called by: anybody who has the code that the terminal printed, once.
// There is no id in the path.
import { setUp } from "@/app/api/v1/_resources/setup";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: setUp });
