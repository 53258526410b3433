// PATCH, DELETE /api/v1/tenants/{tenant}/members/{id}
// May be called by: an operator, a tenant's own key, or an owner of the tenant.
// An unknown id and one of another tenant answer the same 404.
import { removeMember, updateMember } from "@/app/api/v1/_resources/members";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: removeMember, PATCH: updateMember });
