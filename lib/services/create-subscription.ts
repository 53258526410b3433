import type { SubscriptionIn, SubscriptionOut } from "@/lib/contracts/subscription";
import { newId } from "@/lib/ids";
import { insertSubscription } from "@/lib/queries/subscriptions";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { announceChange } from "./change-subscription";
import { sealConfig } from "./destination-config";
import { type SigningSecret, sealSecret, showSecret, takeSigningSecret } from "./signing-secret";
import { checkExpressions, type ParsedDestination, parseDestination } from "./subscription-input";
import { showSubscription } from "./subscription-out";
import { verifyDestination } from "./verify-destination";

/** A subscription that was checked and verified, and is not saved yet. */
export interface PreparedSubscription {
  id: string;
  tenantId: string;
  input: SubscriptionIn;
  destination: ParsedDestination;
  secret: SigningSecret;
  verifiedAt: Date | null;
}

/** The answer to the creation: the only one with the secret, besides GET …/secret. */
export type SubscriptionCreated = SubscriptionOut & { secret: string | null };

/** Waits for the endpoint; throws `invalid_request` or `verification_failed`. Nothing is written. */
export async function prepareSubscription(tenantId: string, input: SubscriptionIn): Promise<PreparedSubscription> {
  checkExpressions(input);
  const secret = takeSigningSecret(input.secret, input.signature);
  const destination = parseDestination(input);
  const id = newId("subscription");
  const verifiedAt = await verifyDestination({
    destination,
    isSkipped: input.skipVerification,
    isChallenged: input.challenge,
    secrets: [secret.secret],
    tenantId,
    subscriptionId: id,
    timeoutSeconds: input.timeoutSeconds,
  });
  return { id, tenantId, input, destination, secret, verifiedAt };
}

export function createSubscription(caller: Caller, prepared: PreparedSubscription): Promise<SubscriptionCreated> {
  return inTransaction(async () => {
    const { id, tenantId, secret } = prepared;
    const out = showSubscription(await insertSubscription(rowOf(prepared), sealSecret(secret.secret)));
    await announceChange({ tenantId, id });
    await recordChange(caller, { tenantId, action: "subscription.create", targetId: id, after: out });
    return { ...out, secret: showSecret(secret) };
  });
}

function rowOf({ id, tenantId, input, secret, destination: { adapter, config }, verifiedAt }: PreparedSubscription) {
  const { description, events, filter, retryPolicy, timeoutSeconds, maxConcurrency, rateLimit, ordering } = input;
  const { disableAfterHours, drainDeadLetters } = input;
  return {
    id,
    tenantId,
    description,
    events: [...new Set(events)],
    filter,
    destinationType: adapter.metadata.type,
    destinationConfig: sealConfig(adapter.metadata, config, id),
    retryPolicy,
    timeoutSeconds,
    maxConcurrency,
    rateLimit,
    ordering,
    verifiedAt,
    publicKey: secret.publicKey,
    disableAfterHours,
    drainDeadLetters,
  };
}
