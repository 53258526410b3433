import type { MemberRole, MemberRow } from "@/lib/contracts/member";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

const SHOWN = {
  id: true,
  tenantId: true,
  role: true,
  createdAt: true,
  user: { select: { id: true, email: true, name: true, lastSignInAt: true } },
} as const;

export async function listMembers(tenantId: string, keyset: Keyset): Promise<Slice<MemberRow>> {
  const { where, ...rest } = keysetFind(keyset);
  return toSlice(await db().member.findMany({ where: { tenantId, ...where }, select: SHOWN, ...rest }), keyset);
}

export function findMember(tenantId: string, id: string): Promise<MemberRow | null> {
  return db().member.findFirst({ where: { tenantId, id }, select: SHOWN });
}

/** Null: nobody with this email is a member. */
export function findMemberByEmail(tenantId: string, email: string): Promise<{ id: string } | null> {
  return db().member.findFirst({ where: { tenantId, user: { email } }, select: { id: true } });
}

/** Held to the end of the transaction: two changes of a tenant's owners take turns. */
export async function lockMembers(tenantId: string): Promise<void> {
  await db().$queryRaw`select id from tenants where id = ${tenantId} for update`;
}

export function countOwners(tenantId: string): Promise<number> {
  return db().member.count({ where: { tenantId, role: "owner" } });
}

/** A member already: the role becomes the given one. */
export async function upsertMember(row: {
  id: string;
  tenantId: string;
  userId: string;
  role: MemberRole;
}): Promise<MemberRow> {
  const { tenantId, userId, role } = row;
  const where = { tenantId_userId: { tenantId, userId } };
  return db().member.upsert({ where, create: row, update: { role }, select: SHOWN });
}

export function updateMemberRole(id: string, role: MemberRole): Promise<MemberRow> {
  return db().member.update({ where: { id }, data: { role }, select: SHOWN });
}

export async function deleteMember(id: string): Promise<void> {
  await db().member.delete({ where: { id }, select: { id: true } });
}

export async function listMemberUserIds(tenantId: string): Promise<string[]> {
  const rows = await db().member.findMany({ where: { tenantId }, select: { userId: true } });
  return rows.map((row) => row.userId);
}

/** The tenant in whose log a person's own doings stand: their earliest; null for operators. */
export async function findHomeTenant(userId: string): Promise<string | null> {
  const where = { userId, user: { role: "member" } } as const;
  const member = await db().member.findFirst({ where, select: { tenantId: true }, orderBy: { createdAt: "asc" } });
  return member?.tenantId ?? null;
}

/** True when the person belongs to this tenant and to nothing else. */
export async function belongsOnlyTo(tenantId: string, userId: string): Promise<boolean> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { role: true, members: { select: { tenantId: true } } },
  });
  return user?.role === "member" && user.members.every((member) => member.tenantId === tenantId);
}
