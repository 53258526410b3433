import type { SecretsOut, SubscriptionOut } from "@/lib/contracts/subscription";
import { type TestOut, toTestOut } from "@/lib/contracts/subscription-test";
import { notFound } from "@/lib/errors";
import { cancelSomeOfSubscription } from "@/lib/queries/cancel-deliveries";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import { holdPartition } from "@/lib/queries/move-tenant";
import { releaseSomeHeld } from "@/lib/queries/release-held";
import { findSecrets } from "@/lib/queries/secrets";
import * as queries from "@/lib/queries/subscriptions";
import { afterCommit, inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { announceChange, changeSubscription, lockCurrent, type SubscriptionRef } from "./change-subscription";
import { releaseHeld } from "./release-held";
import { sendTest } from "./send-test";
import { openSecret, showSecret } from "./signing-secret";
import { openDestination, previousSecretsEndOf, showSubscription } from "./subscription-out";

export async function listSubscriptions(
  tenantId: string | null,
  filter: queries.SubscriptionFilter,
  keyset: Keyset,
): Promise<Slice<SubscriptionOut>> {
  return mapSlice(await queries.listSubscriptions(tenantId, filter, keyset), showSubscription);
}

export async function getSubscription(tenantId: string | null, id: string): Promise<SubscriptionOut> {
  return showSubscription(await find(tenantId, id));
}

/** The signing secrets in force, newest first; reading them is recorded. */
export function revealSecret(caller: Caller, tenantId: string, id: string): Promise<SecretsOut> {
  return inTransaction(async () => {
    const row = await find(tenantId, id);
    const { publicKey } = row;
    const stored = await findSecrets(id);
    if (stored.length === 0) throw notFound("secret");
    await recordChange(caller, { tenantId, action: "subscription.reveal_secret", targetId: id });
    const secrets = stored.flatMap((secret) => showSecret({ secret: openSecret(secret) }) ?? []);
    return {
      secret: publicKey === null ? (secrets[0] ?? null) : null,
      secrets,
      publicKey,
      previousSecretsEndAt: previousSecretsEndOf(row),
    };
  });
}

/** Pausing holds deliveries; they wait. */
export function pauseSubscription(caller: Caller, ref: SubscriptionRef): Promise<SubscriptionOut> {
  return changeSubscription(caller, ref, "pause", (row) => (row.pausedAt ? {} : { pausedAt: new Date() }));
}

/** What was held is due at once: a chunk of it with the commit, the rest behind it. */
export function resumeSubscription(caller: Caller, ref: SubscriptionRef): Promise<SubscriptionOut> {
  return inTransaction(async () => {
    const out = await changeSubscription(caller, ref, "resume", (row) => (row.pausedAt ? { pausedAt: null } : {}));
    const partitionId = await holdPartition(ref.tenantId);
    await releaseSomeHeld(partitionId, ref.id);
    await afterCommit(() => releaseHeld(partitionId, ref.id));
    return out;
  });
}

/** Disabling skips what comes from now on. */
export function disableSubscription(caller: Caller, ref: SubscriptionRef): Promise<SubscriptionOut> {
  return changeSubscription(caller, ref, "disable", (row) =>
    row.disabledAt ? {} : { disabledAt: new Date(), disabledReason: "disabled by a person or an API key" },
  );
}

/** From its commit on nothing matches; what still waits is cancelled in chunks behind it. */
export function deleteSubscription(caller: Caller, ref: SubscriptionRef): Promise<void> {
  return inTransaction(async () => {
    const before = showSubscription(await lockCurrent(ref));
    await queries.markSubscriptionDeleted(ref.id);
    const { partitionId } = await announceChange(ref);
    await recordChange(caller, { tenantId: ref.tenantId, action: "subscription.delete", targetId: ref.id, before });
    await afterCommit(async () => {
      while (await cancelSomeOfSubscription(partitionId, ref.id));
    });
  });
}

/** One signed test request, now, whatever the subscription's status; it is no delivery and leaves no row. */
export async function testSubscription(tenantId: string, id: string): Promise<TestOut> {
  const row = await find(tenantId, id);
  const secrets = (await findSecrets(id)).map(openSecret);
  const { timeoutSeconds } = row;
  return toTestOut(await sendTest({ ...openDestination(row), secrets, tenantId, subscriptionId: id, timeoutSeconds }));
}

async function find(tenantId: string | null, id: string): Promise<queries.StoredSubscription> {
  const row = await queries.findSubscription(tenantId, id);
  if (!row) throw notFound("subscription");
  return row;
}
