import type { DeliveryOut } from "@/lib/contracts/delivery";
import { AppError, notFound } from "@/lib/errors";
import * as queries from "@/lib/queries/deliveries";
import { notifyCommand } from "@/lib/queries/notify";
import { findSubscription } from "@/lib/queries/subscriptions";
import { afterCommit, db, inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { showDeliveries } from "./deliveries";
import { wakePartitions } from "./wake";

interface DeliveryRef {
  tenantId: string;
  id: string;
}

/**
 * Sends a delivery again, in place: with its number, its retries counted anew, whatever became of it before. A
 * skipped one takes a number now. Throws `conflict` when nobody would send it.
 */
export function replayDelivery(caller: Caller, ref: DeliveryRef): Promise<DeliveryOut> {
  return inTransaction(async () => {
    const row = await lock(ref);
    await requireReceiver(row);
    const sequence = row.sequence ?? (await queries.takeSequence(row.subscriptionId));
    const after = await queries.restartDelivery(row.id, sequence);
    await afterCommit(() => wakePartitions([row.partitionId]));
    return conclude(caller, "delivery.replay", row, after);
  });
}

/** Stops a delivery that waits; an attempt under way is recorded and changes nothing any more. */
export function cancelDelivery(caller: Caller, ref: DeliveryRef): Promise<DeliveryOut> {
  return inTransaction(async () => {
    const row = await lock(ref);
    if (row.state !== "pending")
      throw new AppError("conflict", `Only a pending delivery can be cancelled; this one is ${row.state}.`);
    return conclude(caller, "delivery.cancel", row, await queries.settleDelivery(row.id, "cancelled"));
  });
}

async function lock({ tenantId, id }: DeliveryRef): Promise<queries.StoredDelivery> {
  const row = await queries.lockDelivery(tenantId, id);
  if (!row) throw notFound("delivery");
  return row;
}

async function requireReceiver(row: queries.StoredDelivery): Promise<void> {
  const subscription = await findSubscription(row.tenantId, row.subscriptionId);
  if (!subscription) throw new AppError("conflict", "Its subscription was deleted, so there is nowhere to send it.");
  if (subscription.disabledAt) throw new AppError("conflict", "Its subscription is disabled. Enable it, then replay.");
}

async function conclude(
  caller: Caller,
  action: string,
  before: queries.StoredDelivery,
  after: queries.StoredDelivery,
): Promise<DeliveryOut> {
  const { tenantId, partitionId, subscriptionId } = before;
  await notifyCommand(db(), { partitionId, subscriptionId });
  await recordChange(caller, {
    tenantId,
    action,
    targetId: before.id,
    before: { status: before.state },
    after: { status: after.state },
  });
  const [out] = await showDeliveries([after]);
  if (!out) throw new Error("a delivery vanished while it was locked");
  return out;
}
