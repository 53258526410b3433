// GET /api/v1/members
// May be called by: a tenant's own key or member; operators name the tenant in the path.
// There is no id in the path.
import { listMembers } from "@/app/api/v1/_resources/members";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listMembers });
