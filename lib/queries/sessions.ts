import type { SessionRow } from "@/lib/contracts/session";
import { pool } from "@/lib/prisma";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

const SHOWN = {
  id: true,
  method: true,
  address: true,
  userAgent: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
} as const;

const LIVE = {
  id: true,
  method: true,
  tenantId: true,
  expiresAt: true,
  lastSeenAt: true,
  user: {
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      members: {
        select: { tenantId: true, role: true, tenant: { select: { externalId: true, name: true } } },
        orderBy: { createdAt: "asc" },
      },
    },
  },
} as const;

/** The session behind a cookie, with its person and all tenants of theirs; null when it has ended. */
export function findLiveSession(id: string) {
  return db().session.findFirst({ where: { id, revokedAt: null, expiresAt: { gt: new Date() } }, select: LIVE });
}
export type LiveSession = NonNullable<Awaited<ReturnType<typeof findLiveSession>>>;

export interface NewSession {
  id: string;
  userId: string;
  method: string;
  address: string | null;
  userAgent: string | null;
  expiresAt: Date;
}

export async function insertSession(row: NewSession): Promise<void> {
  await db().session.create({ data: row, select: { id: true } });
}

export async function listLiveSessions(userId: string, keyset: Keyset): Promise<Slice<SessionRow>> {
  const { where, ...rest } = keysetFind(keyset);
  const live = { userId, revokedAt: null, expiresAt: { gt: new Date() } };
  return toSlice(await db().session.findMany({ where: { ...live, ...where }, select: SHOWN, ...rest }), keyset);
}

/** False when the person has no such live session. */
export async function endSession(userId: string, id: string): Promise<boolean> {
  const { count } = await db().session.updateMany({
    where: { id, userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

/** Ends all sessions of a person, but for one; answers how many. */
export async function endSessionsOf(userId: string, exceptId: string | null): Promise<number> {
  const { count } = await db().session.updateMany({
    where: { userId, revokedAt: null, ...(exceptId === null ? {} : { id: { not: exceptId } }) },
    data: { revokedAt: new Date() },
  });
  return count;
}

export async function chooseTenant(id: string, tenantId: string): Promise<void> {
  await db().session.update({ where: { id }, data: { tenantId }, select: { id: true } });
}

/** At most one write a minute for all processes together. */
export async function touchSession(id: string, address: string | null): Promise<void> {
  await pool().query(
    `update sessions set last_seen_at = now(), address = coalesce($2, address)
      where id = $1 and last_seen_at < now() - interval '1 minute'`,
    [id, address],
  );
}
