import { type MemberOut, type MemberPatch, type MemberRow, toMemberOut } from "@/lib/contracts/member";
import { AppError, notFound } from "@/lib/errors";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import * as queries from "@/lib/queries/members";
import { inTransaction } from "@/lib/queries/transaction";
import { deleteIfNobody } from "@/lib/queries/users";
import { type Caller, recordChange } from "./audit";

export interface MemberRef {
  tenantId: string;
  id: string;
  /** An operator may take the last owner, too. */
  byOperator: boolean;
}

export async function listMembers(tenantId: string, keyset: Keyset): Promise<Slice<MemberOut>> {
  return mapSlice(await queries.listMembers(tenantId, keyset), toMemberOut);
}

export function updateMember(caller: Caller, ref: MemberRef, { role }: MemberPatch): Promise<MemberOut> {
  return inTransaction(async () => {
    const row = await lock(ref);
    if (role !== "owner") await requireOtherOwner(ref, row);
    const before = toMemberOut(row);
    const after = toMemberOut(await queries.updateMemberRole(row.id, role));
    await recordChange(caller, { tenantId: ref.tenantId, action: "member.update", targetId: ref.id, before, after });
    return after;
  });
}

/** Their sessions reach the tenant no more, from the commit on; an account that belongs to nothing is deleted. */
export function removeMember(caller: Caller, ref: MemberRef): Promise<void> {
  return inTransaction(async () => {
    const row = await lock(ref);
    await requireOtherOwner(ref, row);
    await queries.deleteMember(row.id);
    await deleteIfNobody([row.user.id]);
    const before = toMemberOut(row);
    await recordChange(caller, { tenantId: ref.tenantId, action: "member.delete", targetId: ref.id, before });
  });
}

async function lock({ tenantId, id }: MemberRef): Promise<MemberRow> {
  await queries.lockMembers(tenantId);
  const row = await queries.findMember(tenantId, id);
  if (!row) throw notFound("member");
  return row;
}

async function requireOtherOwner({ tenantId, byOperator }: MemberRef, { role }: MemberRow): Promise<void> {
  if (byOperator || role !== "owner" || (await queries.countOwners(tenantId)) > 1) return;
  throw new AppError("conflict", "This is the tenant's last owner. Make somebody else an owner first.");
}
