import type { Prisma } from "@/lib/generated/prisma/client";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

export async function insertAuditEntry(entry: Prisma.AuditEntryUncheckedCreateInput): Promise<void> {
  await db().auditEntry.create({ data: entry, select: { id: true } });
}

export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  targetId?: string | undefined;
}

/** `tenantId` null: an operator reads the log of the whole installation. */
export async function listAuditEntries(tenantId: string | null, filter: AuditFilter, keyset: Keyset) {
  const { where, ...rest } = keysetFind(keyset);
  const rows = await db().auditEntry.findMany({ where: { ...scope(tenantId), ...defined(filter), ...where }, ...rest });
  return toSlice(rows, keyset) satisfies Slice<unknown>;
}

function scope(tenantId: string | null): { tenantId?: string } {
  return tenantId === null ? {} : { tenantId };
}

function defined(filter: AuditFilter): { actor?: string; action?: string; targetId?: string } {
  const { actor, action, targetId } = filter;
  return { ...(actor ? { actor } : {}), ...(action ? { action } : {}), ...(targetId ? { targetId } : {}) };
}
