// PUT /api/v1/tenants/{tenant}/partition
// May be called by: operators.
// An unknown tenant answers 404.
import { moveTenant } from "@/app/api/v1/_resources/tenants";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ PUT: moveTenant });
