import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { AppError, notFound } from "@/lib/errors";
import { notifyCommand } from "@/lib/queries/notify";
import {
  lockSubscription,
  type StoredSubscription,
  type SubscriptionChange,
  updateSubscription,
} from "@/lib/queries/subscriptions";
import { bumpRoutingVersion } from "@/lib/queries/tenants";
import { afterCommit, db, inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { showSubscription } from "./subscription-out";
import { wakePartitions } from "./wake";

export interface SubscriptionRef {
  tenantId: string;
  id: string;
  /** The version the caller saw; null: whatever it is now. */
  ifMatch: number | null;
}

/**
 * The one way to change a subscription: under its lock, with the next version, the tenant's routing version, a
 * command to its owner and the audit entry in the same transaction; what waited (paused, disabled) is woken. An empty change leaves all alone.
 */
export function changeSubscription(
  caller: Caller,
  ref: SubscriptionRef,
  action: string,
  decide: (row: StoredSubscription) => SubscriptionChange,
): Promise<SubscriptionOut> {
  return inTransaction(async () => {
    const row = await lockCurrent(ref);
    const change = decide(row);
    if (Object.keys(change).length === 0) return showSubscription(row);
    const after = showSubscription(await updateSubscription(ref.id, change));
    const { partitionId } = await announceChange(ref);
    await afterCommit(() => wakePartitions([partitionId]));
    const before = showSubscription(row);
    await recordChange(caller, {
      tenantId: ref.tenantId,
      action: `subscription.${action}`,
      targetId: ref.id,
      before,
      after,
    });
    return after;
  });
}

/** Locked to the end of the transaction; throws `not_found` or `version_mismatch`. */
export async function lockCurrent({ tenantId, id, ifMatch }: SubscriptionRef): Promise<StoredSubscription> {
  const row = await lockSubscription(tenantId, id);
  if (!row) throw notFound("subscription");
  if (ifMatch === null || ifMatch === row.version) return row;
  throw new AppError(
    "version_mismatch",
    `You changed version ${ifMatch}; version ${row.version} is current. Read it again and repeat.`,
  );
}

/** Fan-out reloads the tenant's matchers, the owner its lane; both with the commit. */
export async function announceChange({
  tenantId,
  id,
}: {
  tenantId: string;
  id: string;
}): Promise<{ partitionId: number }> {
  const { partitionId } = await bumpRoutingVersion(tenantId);
  await notifyCommand(db(), { partitionId, subscriptionId: id });
  return { partitionId };
}
