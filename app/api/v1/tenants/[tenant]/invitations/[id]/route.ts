// DELETE /api/v1/tenants/{tenant}/invitations/{id}
// May be called by: an operator, a tenant's own key, or an owner of the tenant.
// An unknown id and one of another tenant answer the same 404.
import { revokeInvitation } from "@/app/api/v1/_resources/invitations";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ DELETE: revokeInvitation });
