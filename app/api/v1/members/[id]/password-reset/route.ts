// POST /api/v1/members/{id}/password-reset
// May be called by: an operator, a tenant's own key, or an owner of the tenant.
// An unknown id and one of another tenant answer the same 404.
import { createMemberReset } from "@/app/api/v1/_resources/members";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: createMemberReset });
