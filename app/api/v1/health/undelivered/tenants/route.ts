// GET /api/v1/health/undelivered/tenants
// May be called by: operators.
// It has no id; a tenant without anything undelivered is left out.
import { readUndeliveredByTenant } from "@/app/api/v1/_resources/health";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: readUndeliveredByTenant });
