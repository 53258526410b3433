import type { MemberRole } from "@/lib/contracts/member";
import type { PortalLinkRow, PortalLinkStatus } from "@/lib/contracts/portal-link";
import { pool } from "@/lib/prisma";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

const SHOWN = {
  id: true,
  tenantId: true,
  role: true,
  person: true,
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  usedAt: true,
  sessionExpiresAt: true,
  lastSeenAt: true,
  address: true,
  userAgent: true,
  revokedAt: true,
} as const;

export interface NewPortalLink {
  id: string;
  tenantId: string;
  role: MemberRole;
  person: string | null;
  tokenHash: string;
  createdBy: string;
  expiresAt: Date;
  sessionSeconds: number;
}

export function insertPortalLink(row: NewPortalLink): Promise<PortalLinkRow> {
  return db().portalLink.create({ data: row, select: SHOWN });
}

export interface PortalLinkFilter {
  tenantId?: string | undefined;
  status?: PortalLinkStatus | undefined;
}

/** For operators: of all tenants, or of one. */
export async function listPortalLinks(filter: PortalLinkFilter, keyset: Keyset): Promise<Slice<PortalLinkRow>> {
  const { where, ...rest } = keysetFind(keyset);
  const ofTenant = filter.tenantId === undefined ? {} : { tenantId: filter.tenantId };
  const scope = { ...ofTenant, ...(filter.status ? havingStatus(filter.status) : {}), ...where };
  return toSlice(await db().portalLink.findMany({ where: scope, select: SHOWN, ...rest }), keyset);
}

function havingStatus(status: PortalLinkStatus) {
  switch (status) {
    case "open":
      return { revokedAt: null, usedAt: null, expiresAt: { gt: new Date() } };
    case "used":
      return { revokedAt: null, usedAt: { not: null } };
    case "expired":
      return { revokedAt: null, usedAt: null, expiresAt: { lte: new Date() } };
    case "revoked":
      return { revokedAt: { not: null } };
    default:
      return status satisfies never;
  }
}

export interface Exchange {
  tokenHash: string;
  sessionHash: string;
  address: string | null;
  userAgent: string | null;
}

/** Uses the link up and makes it a session, in one statement: of two who try at the same time one wins. */
export async function takePortalLink({ tokenHash, sessionHash, address, userAgent }: Exchange) {
  const [taken] = await db().$queryRaw<{ id: string }[]>`
    update portal_links
       set used_at = now(), last_seen_at = now(), session_hash = ${sessionHash}, address = ${address}, user_agent = ${userAgent},
           session_expires_at = now() + make_interval(secs => session_seconds)
     where token_hash = ${tokenHash} and used_at is null and revoked_at is null and expires_at > now()
    returning id`;
  return taken ? db().portalLink.findUnique({ where: { id: taken.id }, select: SHOWN }) : null;
}

/** The session behind a portal cookie, with its tenant; null when it has ended. */
export function findPortalSession(sessionHash: string) {
  return db().portalLink.findFirst({
    where: { sessionHash, revokedAt: null, sessionExpiresAt: { gt: new Date() } },
    select: { ...SHOWN, tenant: { select: { id: true, externalId: true, name: true } } },
  });
}
export type PortalSessionRow = NonNullable<Awaited<ReturnType<typeof findPortalSession>>>;

/** Revokes the link and the session it became; null when there is none, or it was revoked. */
export async function revokePortalLink(id: string): Promise<PortalLinkRow | null> {
  const { count } = await db().portalLink.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1 ? db().portalLink.findUnique({ where: { id }, select: SHOWN }) : null;
}

/** At most one write a minute for all processes together. */
export async function touchPortalSession(id: string): Promise<void> {
  await pool().query(
    `update portal_links set last_seen_at = now() where id = $1 and last_seen_at < now() - interval '1 minute'`,
    [id],
  );
}
