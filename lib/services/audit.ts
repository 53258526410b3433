import type { Prisma } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { insertAuditEntry } from "@/lib/queries/audit-log";
import { findHomeTenant } from "@/lib/queries/members";

/** On whose behalf something changes; every change writes it into the audit log. */
export interface Caller {
  /** `key:key_…`, `user:usr_…` or `system`. */
  actor: string;
  address: string | null;
  requestId: string | null;
}

export const SYSTEM: Caller = { actor: "system", address: null, requestId: null };

export interface Change {
  /** Null: a change of the operator's own. */
  tenantId: string | null;
  /** Resource and verb, such as `subscription.pause`. */
  action: string;
  targetId: string;
  /** As the API shows it: secrets masked. */
  before?: object | null;
  after?: object | null;
}

/** Call it in the transaction of the change. */
export async function recordChange(
  caller: Caller,
  { tenantId, action, targetId, before, after }: Change,
): Promise<void> {
  await insertAuditEntry({
    id: newId("auditEntry"),
    tenantId,
    actor: caller.actor,
    action,
    targetId,
    ...(before ? { before: before as Prisma.InputJsonObject } : {}),
    ...(after ? { after: after as Prisma.InputJsonObject } : {}),
    address: caller.address,
    requestId: caller.requestId,
  });
}

/** The same for what a person does with their own account: it stands in the log of their tenant, if they have one. */
export async function recordOwnChange(caller: Caller, userId: string, change: Omit<Change, "tenantId">): Promise<void> {
  await recordChange(caller, { tenantId: await findHomeTenant(userId), ...change });
}
