// POST /api/v1/portal-links/leave
// May be called by: anybody, from a page of ours.
// There is no id in the path.
import { leavePortal } from "@/app/api/v1/_resources/portal-links";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: leavePortal });
