// GET, PATCH /api/v1/settings
// May be called by: operators.
// There is no id in the path.
import { getSettings, updateSettings } from "@/app/api/v1/_resources/settings";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: getSettings, PATCH: updateSettings });
