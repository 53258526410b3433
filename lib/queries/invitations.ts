import type { InvitationRow } from "@/lib/contracts/invitation";
import type { MemberRole } from "@/lib/contracts/member";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

const SHOWN = {
  id: true,
  tenantId: true,
  email: true,
  role: true,
  invitedBy: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
} as const;
const WITH_TENANT = { ...SHOWN, tenant: { select: { name: true } } } as const;

export interface NewInvitation {
  id: string;
  tenantId: string | null;
  email: string;
  role: MemberRole | null;
  tokenHash: string;
  invitedBy: string;
  expiresAt: Date;
}

export function insertInvitation(row: NewInvitation): Promise<InvitationRow> {
  return db().invitation.create({ data: row, select: SHOWN });
}

/** `tenantId` null: those to the operator's staff. */
export async function listInvitations(tenantId: string | null, keyset: Keyset): Promise<Slice<InvitationRow>> {
  const { where, ...rest } = keysetFind(keyset);
  return toSlice(await db().invitation.findMany({ where: { tenantId, ...where }, select: SHOWN, ...rest }), keyset);
}

export function findInvitation(tenantId: string | null, id: string): Promise<InvitationRow | null> {
  return db().invitation.findFirst({ where: { tenantId, id }, select: SHOWN });
}

const open = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } });

/** The only unscoped read: the token is the credential. */
export function findOpenByToken(tokenHash: string) {
  return db().invitation.findFirst({ where: { tokenHash, ...open() }, select: WITH_TENANT });
}

/** For somebody who proved the address elsewhere (GitHub, Google). */
export function findOpenByEmail(email: string): Promise<InvitationRow[]> {
  return db().invitation.findMany({ where: { email, ...open() }, select: SHOWN, orderBy: { id: "asc" } });
}

/** False when it is not open any more: of two who accept at the same time one wins. */
export async function markAccepted(id: string): Promise<boolean> {
  const { count } = await db().invitation.updateMany({ where: { id, ...open() }, data: { acceptedAt: new Date() } });
  return count === 1;
}

/** Null when there is no such invitation, or it is accepted or revoked. */
export async function revokeInvitation(tenantId: string | null, id: string): Promise<InvitationRow | null> {
  const where = { tenantId, id, acceptedAt: null, revokedAt: null };
  const { count } = await db().invitation.updateMany({ where, data: { revokedAt: new Date() } });
  return count === 1 ? findInvitation(tenantId, id) : null;
}

export function renewInvitation(id: string, tokenHash: string, expiresAt: Date): Promise<InvitationRow> {
  return db().invitation.update({ where: { id }, data: { tokenHash, expiresAt }, select: SHOWN });
}

/** Of one person to one place: one at most, or several that were made at the same moment. */
export function findOpenOf(tenantId: string | null, email: string): Promise<{ id: string }[]> {
  return db().invitation.findMany({ where: { tenantId, email, ...open() }, select: { id: true } });
}
