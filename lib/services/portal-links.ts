import { SECOND_MS } from "@/lib/clock";
import {
  type PortalLinkCreatedOut,
  type PortalLinkExchangedOut,
  type PortalLinkIn,
  type PortalLinkOut,
  type PortalLinkQuery,
  toPortalLinkOut,
} from "@/lib/contracts/portal-link";
import { AppError, invalidField, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import * as queries from "@/lib/queries/portal-links";
import { findTenantId } from "@/lib/queries/tenants";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { hashOf, linkTo, newLinkToken } from "./link-token";
import { type Browser, shorten } from "./sessions";

/** Of a link that nobody has used. */
const UNUSED = { usedAt: null, sessionExpiresAt: null, lastSeenAt: null, address: null, userAgent: null };

export function createPortalLink(caller: Caller, input: PortalLinkIn): Promise<PortalLinkCreatedOut> {
  return inTransaction(async () => {
    const tenantId = await findTenantId(input.tenant);
    if (tenantId === null) throw invalidField("tenant", "names no tenant that exists", "not_found");
    const { token, hash } = newLinkToken();
    const { role, person, sessionSeconds, expiresInSeconds } = input;
    const row = await queries.insertPortalLink({
      id: newId("portalLink"),
      tenantId,
      role,
      person,
      tokenHash: hash,
      createdBy: caller.actor,
      expiresAt: new Date(Date.now() + expiresInSeconds * SECOND_MS),
      sessionSeconds,
    });
    const out = toPortalLinkOut(row);
    await recordChange(caller, { tenantId, action: "portal_link.create", targetId: out.id, after: out });
    return { ...out, url: linkTo("portal", token) };
  });
}

export async function listPortalLinks(
  { tenant, status }: Pick<PortalLinkQuery, "tenant" | "status">,
  keyset: Keyset,
): Promise<Slice<PortalLinkOut>> {
  const tenantId = tenant === undefined ? undefined : await findTenantId(tenant);
  if (tenantId === null) throw invalidField("tenant", "names no tenant that exists", "not_found");
  return mapSlice(await queries.listPortalLinks({ tenantId, status }, keyset), (row) => toPortalLinkOut(row));
}

/** The link and the session that it became; refused everywhere from the commit on. */
export function revokePortalLink(caller: Caller, id: string): Promise<void> {
  return inTransaction(async () => {
    const row = await queries.revokePortalLink(id);
    if (!row) throw notFound("portal link");
    const { tenantId } = row;
    const [before, after] = [toPortalLinkOut({ ...row, revokedAt: null }), toPortalLinkOut(row)];
    await recordChange(caller, { tenantId, action: "portal_link.revoke", targetId: id, before, after });
  });
}

export interface ExchangedLink {
  out: PortalLinkExchangedOut;
  /** What the cookie holds. */
  sessionToken: string;
  sessionSeconds: number;
}

/** Uses the link up. An unknown token, a used one and one that is too old answer alike. */
export function exchangePortalLink(caller: Caller, token: string, browser: Browser): Promise<ExchangedLink> {
  return inTransaction(async () => {
    const session = newLinkToken();
    const { address, userAgent } = browser;
    const row = await queries.takePortalLink({
      tokenHash: hashOf(token),
      sessionHash: session.hash,
      address,
      userAgent: shorten(userAgent),
    });
    if (!row?.sessionExpiresAt)
      throw new AppError("not_found", "This link was used, or it is too old. Open the page again where you came from.");
    const { id, tenantId, role, sessionExpiresAt } = row;
    const [before, after] = [toPortalLinkOut({ ...row, ...UNUSED }), toPortalLinkOut(row)];
    await recordChange(
      { ...caller, actor: `portal-link:${id}` },
      { tenantId, action: "portal_link.use", targetId: id, before, after },
    );
    return {
      out: { tenantId, role, expiresAt: sessionExpiresAt.toISOString() },
      sessionToken: session.token,
      sessionSeconds: Math.round((sessionExpiresAt.getTime() - Date.now()) / SECOND_MS),
    };
  });
}
