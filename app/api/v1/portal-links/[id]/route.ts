// DELETE /api/v1/portal-links/{id}
// May be called by: operators.
// An unknown id and a revoked link answer the same 404.
import { revokePortalLink } from "@/app/api/v1/_resources/portal-links";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: revokePortalLink });
