import { inngestClient } from "@/inngest/client";
import { SECRET_EXPIRED } from "@/inngest/events";
import { SECOND_MS } from "@/lib/clock";
import type { RotateSecretIn, SubscriptionCreatedOut } from "@/lib/contracts/subscription";
import { logger } from "@/lib/logger";
import { notifyCommand } from "@/lib/queries/notify";
import { deleteExpiredSecrets, endSecrets, insertSecret } from "@/lib/queries/secrets";
import { afterCommit, db, inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange, SYSTEM } from "./audit";
import { changeSubscription, type SubscriptionRef } from "./change-subscription";
import { sealSecret, showSecret, takeSigningSecret } from "./signing-secret";

/**
 * Signs with a new secret from the commit on; the ones before go on signing beside it until the overlap ends, each at
 * its own time if that is sooner. Without an overlap they end at once.
 */
export function rotateSecret(
  caller: Caller,
  ref: SubscriptionRef,
  input: RotateSecretIn,
): Promise<SubscriptionCreatedOut> {
  return inTransaction(async () => {
    const expiresAt = new Date(Date.now() + input.overlapSeconds * SECOND_MS);
    let made = { secret: "", publicKey: null as string | null };
    const out = await changeSubscription(caller, ref, "rotate_secret", (row) => {
      const kept = input.signature ?? (input.secret === null ? (row.publicKey === null ? "hmac" : "ed25519") : null);
      made = takeSigningSecret(input.secret, kept);
      return { publicKey: made.publicKey };
    });
    const isEnding = await endSecrets(ref.id, expiresAt);
    await insertSecret({ ...sealSecret(made.secret), subscriptionId: ref.id });
    if (isEnding) await afterCommit(() => announceEnd(ref.id, expiresAt));
    return { ...out, secret: showSecret(made), previousSecretsEndAt: isEnding ? expiresAt.toISOString() : null };
  });
}

/** Removes secrets whose overlap is over, and tells their owners. Answers how many. */
export function endExpiredSecrets(now = new Date()): Promise<number> {
  return inTransaction(async () => {
    const ended = await deleteExpiredSecrets(now);
    for (const { tenantId, subscriptionId, partitionId } of ended) {
      await recordChange(SYSTEM, { tenantId, action: "subscription.secret_ended", targetId: subscriptionId });
      await notifyCommand(db(), { partitionId, subscriptionId });
    }
    return ended.length;
  });
}

/** Never rejects: nothing signs with an expired secret, and the cron removes what this misses. */
async function announceEnd(subscriptionId: string, expiresAt: Date): Promise<void> {
  const ts = expiresAt.getTime();
  try {
    await inngestClient().send({
      id: `${subscriptionId}:${ts}`,
      name: SECRET_EXPIRED,
      data: { subscription: subscriptionId },
      ts,
    });
  } catch (error) {
    logger.warn({ err: error, subscriptionId }, "the end of a secret's overlap was not scheduled; the cron ends it");
  }
}
