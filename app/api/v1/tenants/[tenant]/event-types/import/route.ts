// POST /api/v1/tenants/{tenant}/event-types/import
// May be called by: an operator.
// An unknown tenant answers 404.
import { tenantCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: tenantCatalogue.importAll });
