// GET, POST /api/v1/tenants
// May be called by: operators.
// There is no id in the path.
import { createTenant, listTenants } from "@/app/api/v1/_resources/tenants";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listTenants, POST: createTenant });
