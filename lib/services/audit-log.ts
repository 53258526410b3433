import { type AuditEntryOut, type AuditQuery, toAuditEntryOut } from "@/lib/contracts/audit";
import { listAuditEntries } from "@/lib/queries/audit-log";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";

/** `tenantId` null: an operator reads the log of the whole installation. */
export async function listAuditLog(
  tenantId: string | null,
  filter: Omit<AuditQuery, "limit" | "cursor">,
  keyset: Keyset,
): Promise<Slice<AuditEntryOut>> {
  return mapSlice(await listAuditEntries(tenantId, filter, keyset), toAuditEntryOut);
}
