// POST /api/v1/portal-links/exchange
// May be called by: anybody who has the link's token, from a page of ours.
// A token that is unknown, used or too old answers 404.
import { exchangePortalLink } from "@/app/api/v1/_resources/portal-links";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: exchangePortalLink });
