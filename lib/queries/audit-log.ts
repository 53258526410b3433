import type { Prisma } from "@/lib/generated/prisma/client";
import { idBound } from "@/lib/ids";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

export async function insertAuditEntry(entry: Prisma.AuditEntryUncheckedCreateInput): Promise<void> {
  await db().auditEntry.create({ data: entry, select: { id: true } });
}

export interface AuditFilter {
  actor?: string | undefined;
  /** One action, or `resource.*`. */
  action?: string | undefined;
  targetId?: string | undefined;
  after?: Date | undefined;
  before?: Date | undefined;
}

/** `tenantId` null: an operator reads the log of the whole installation. */
export async function listAuditEntries(tenantId: string | null, filter: AuditFilter, keyset: Keyset) {
  const { where, ...rest } = keysetFind(keyset);
  const scope = tenantId === null ? {} : { tenantId };
  const rows = await db().auditEntry.findMany({ where: { AND: [scope, conditions(filter), where] }, ...rest });
  return toSlice(rows, keyset) satisfies Slice<unknown>;
}

/** Ids rise with time, so a range of time is a range of ids and needs no index of its own. */
function conditions({ actor, action, targetId, after, before }: AuditFilter): Prisma.AuditEntryWhereInput {
  const from = after ? { gte: idBound("auditEntry", after.getTime()) } : {};
  const to = before ? { lt: idBound("auditEntry", before.getTime()) } : {};
  return {
    ...(actor ? { actor } : {}),
    ...(action ? { action: action.endsWith(".*") ? { startsWith: action.slice(0, -1) } : action } : {}),
    ...(targetId ? { targetId } : {}),
    ...(after || before ? { id: { ...from, ...to } } : {}),
  };
}
