// GET, POST /api/v1/tenants/{tenant}/invitations
// May be called by: an operator, a tenant's own key, or an owner of the tenant.
// There is no id in the path.
import { createInvitation, listInvitations } from "@/app/api/v1/_resources/invitations";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listInvitations, POST: createInvitation });
