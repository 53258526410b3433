import { pageOf } from "@/lib/contracts/common";
import {
  type PortalLinkCreatedOut,
  portalLinkCreatedOut,
  portalLinkExchangedOut,
  portalLinkExchangeIn,
  portalLinkIn,
  portalLinkOut,
  portalLinkQuery,
} from "@/lib/contracts/portal-link";
import { page, readKeyset } from "@/lib/http/cursor";
import { requireOwnOrigin } from "@/lib/http/origin";
import { endedPortalCookie, portalCookie } from "@/lib/http/portal-cookie";
import { idParams, route, WithCookie } from "@/lib/http/route";
import { leavePortal as leave } from "@/lib/http/session";
import * as links from "@/lib/services/portal-links";

export const listPortalLinks = route({
  summary: "List portal links and the sessions that they became",
  response: pageOf(portalLinkOut),
  auth: "operator",
  query: portalLinkQuery,
  handler: async ({ query }) => page(await links.listPortalLinks(query, readKeyset("portalLink", query))),
});

export const createPortalLink = route({
  summary: "Make a link that signs a person into one tenant's portal, once",
  response: portalLinkCreatedOut,
  auth: "operator",
  scope: "all",
  body: portalLinkIn,
  status: 201,
  toStored: (body: PortalLinkCreatedOut) => ({ ...body, url: null }),
  handler: ({ caller, body }) => links.createPortalLink(caller, body),
});

export const revokePortalLink = route({
  summary: "Revoke a portal link and end the session that it became",
  auth: "operator",
  params: idParams,
  status: 204,
  handler: ({ caller, params }) => links.revokePortalLink(caller, params.id),
});

/** Only our own page exchanges: another site must not sign somebody in here. */
export const exchangePortalLink = route({
  summary: "Exchange a link's token for the portal's cookie; works once",
  response: portalLinkExchangedOut,
  auth: "public",
  body: portalLinkExchangeIn,
  handler: async ({ caller, body, request }) => {
    requireOwnOrigin(request.headers);
    const browser = { address: caller.address, userAgent: request.headers.get("user-agent") };
    const { out, sessionToken, sessionSeconds } = await links.exchangePortalLink(caller, body.token, browser);
    return new WithCookie(out, portalCookie(sessionToken, sessionSeconds));
  },
});

/** Also takes a cookie away whose session has ended, so that an account's session counts again. */
export const leavePortal = route({
  summary: "Leave the portal that a link led into; an account's session stays",
  auth: "public",
  status: 204,
  handler: async ({ caller, request }) => {
    requireOwnOrigin(request.headers);
    await leave(caller, request.headers);
    return new WithCookie(undefined, endedPortalCookie());
  },
});
