// GET /api/v1/settings/public
// May be called by: anybody.
// There is no id in the path.
import { getPublicSettings } from "@/app/api/v1/_resources/settings";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: getPublicSettings });
