import type { SandboxReceiverIn, SandboxReceiverPatch, SandboxReceiverRow } from "@/lib/contracts/sandbox";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

/** `tenantId` null: an operator reads any. What has expired is not found, pruned or not. */
export function findReceiver(tenantId: string | null, id: string): Promise<SandboxReceiverRow | null> {
  return db().sandboxReceiver.findFirst({ where: { ...live(tenantId), id } });
}

export async function listReceivers(tenantId: string | null, keyset: Keyset): Promise<Slice<SandboxReceiverRow>> {
  const { where, ...rest } = keysetFind(keyset);
  return toSlice(await db().sandboxReceiver.findMany({ where: { ...live(tenantId), ...where }, ...rest }), keyset);
}

/** Nobody else of the tenant counts or makes one until the transaction ends. */
export async function countReceiversLocked(tenantId: string): Promise<number> {
  await db().$queryRaw`select id from tenants where id = ${tenantId} for no key update`;
  return db().sandboxReceiver.count({ where: live(tenantId) });
}

export function insertReceiver(
  row: SandboxReceiverIn & { id: string; tenantId: string; expiresAt: Date },
): Promise<SandboxReceiverRow> {
  return db().sandboxReceiver.create({ data: row });
}

/** Null when there is none. Answers that are given begin with the first. */
export async function updateReceiver(
  tenantId: string,
  id: string,
  { name, answers, repeat, delayMs, failureRate, expiresAt }: SandboxReceiverPatch & { expiresAt: Date },
): Promise<SandboxReceiverRow | null> {
  const [row] = await db().sandboxReceiver.updateManyAndReturn({
    where: { ...live(tenantId), id },
    data: {
      expiresAt,
      ...(name === undefined ? {} : { name }),
      ...(answers === undefined ? {} : { answers, step: 0 }),
      ...(repeat === undefined ? {} : { repeat }),
      ...(delayMs === undefined ? {} : { delayMs }),
      ...(failureRate === undefined ? {} : { failureRate }),
    },
  });
  return row ?? null;
}

/** With all that it got; false when there is none. */
export async function deleteReceiver(tenantId: string, id: string): Promise<boolean> {
  const { count } = await db().sandboxReceiver.deleteMany({ where: { tenantId, id } });
  return count > 0;
}

export async function deleteExpiredReceivers(now: Date): Promise<number> {
  const { count } = await db().sandboxReceiver.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}

function live(tenantId: string | null): { tenantId?: string; expiresAt: { gt: Date } } {
  return { ...(tenantId === null ? {} : { tenantId }), expiresAt: { gt: new Date() } };
}
