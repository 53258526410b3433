// GET /api/v1/health/tenants
// May be called by: operators.
// It has no id; of which tenants, say the query and the cursor, as for GET /api/v1/tenants.
import { listTenantHealths } from "@/app/api/v1/_resources/lane-health";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listTenantHealths });
