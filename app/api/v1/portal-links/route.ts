// GET, POST /api/v1/portal-links
// May be called by: operators.
// There is no id in the path.
import { createPortalLink, listPortalLinks } from "@/app/api/v1/_resources/portal-links";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listPortalLinks, POST: createPortalLink });
