import { isDeepStrictEqual } from "node:util";
import type { SubscriptionOut, SubscriptionPatch } from "@/lib/contracts/subscription";
import { restoreMasked } from "@/lib/destinations/mask";
import { AppError, invalidField, notFound } from "@/lib/errors";
import { forgetEndpoint } from "@/lib/queries/endpoint-health";
import { findSecrets } from "@/lib/queries/secrets";
import { findSubscription, type StoredSubscription, type SubscriptionChange } from "@/lib/queries/subscriptions";
import { inTransaction } from "@/lib/queries/transaction";
import type { Caller } from "./audit";
import { changeSubscription, type SubscriptionRef } from "./change-subscription";
import { type PlainConfig, sealConfig } from "./destination-config";
import { openSecret } from "./signing-secret";
import { checkExpressions, type ParsedDestination, parseDestination, WEBHOOK } from "./subscription-input";
import { openDestination } from "./subscription-out";
import { verifyDestination } from "./verify-destination";

/**
 * Changes the fields that are given. A changed destination is verified anew, before the transaction, and begins with
 * nothing held against it (Retry-After, breaker, failing); if somebody
 * else changed the subscription meanwhile, that is `version_mismatch` even without If-Match.
 */
export async function updateSubscription(
  caller: Caller,
  ref: SubscriptionRef,
  patch: SubscriptionPatch,
): Promise<SubscriptionOut> {
  checkExpressions(patch);
  const destination = needsVerification(patch) ? await prepareDestination(ref, patch) : null;
  const change = { ...plainFields(patch), ...destination?.change };
  const checked = { ...ref, ifMatch: destination?.version ?? ref.ifMatch };
  return inTransaction(async () => {
    const out = await changeSubscription(caller, checked, "update", () => change);
    if (!destination?.isMoved) return out;
    await forgetEndpoint(ref.id);
    return { ...out, failing: null };
  });
}

function needsVerification({ url, headers, destination, challenge }: SubscriptionPatch): boolean {
  return challenge || url !== undefined || headers !== undefined || destination !== undefined;
}

async function prepareDestination(
  ref: SubscriptionRef,
  patch: SubscriptionPatch,
): Promise<{ change: SubscriptionChange; version: number; isMoved: boolean }> {
  const row = await findSubscription(ref.tenantId, ref.id);
  if (!row) throw notFound("subscription");
  if (ref.ifMatch !== null && ref.ifMatch !== row.version) {
    throw new AppError(
      "version_mismatch",
      `You changed version ${ref.ifMatch}; version ${row.version} is current. Read it again and repeat.`,
    );
  }
  const destination = mergeDestination(row, patch);
  const verifiedAt = await verifyDestination({
    destination,
    isSkipped: patch.skipVerification,
    isChallenged: patch.challenge,
    secrets: (await findSecrets(row.id)).map(openSecret),
    tenantId: row.tenantId,
    subscriptionId: row.id,
    timeoutSeconds: patch.timeoutSeconds ?? row.timeoutSeconds,
  });
  const { adapter, config } = destination;
  const { version } = row;
  const before = openDestination(row);
  const isMoved = before.adapter !== adapter || !isDeepStrictEqual(before.config, config);
  // Sealed anew the same destination would look like another one.
  if (!isMoved) return { change: { verifiedAt }, version, isMoved };
  const destinationConfig = sealConfig(adapter.metadata, config, row.id);
  return { change: { destinationType: adapter.metadata.type, destinationConfig, verifiedAt }, version, isMoved };
}

/** What the patch leaves out stays as it is; so does a secret value that came back masked. */
function mergeDestination(
  row: StoredSubscription,
  { url, headers, destination }: SubscriptionPatch,
): ParsedDestination {
  const { config: current } = openDestination(row);
  if (destination) {
    if (url !== undefined || headers !== undefined)
      throw invalidField("destination", "cannot be given together with url or headers");
    const isSameType = destination.type === row.destinationType;
    const config = isSameType ? (restoreMasked(destination.config, current) as PlainConfig) : destination.config;
    return parseDestination({ destination: { type: destination.type, config } });
  }
  if (row.destinationType !== WEBHOOK && url === undefined && headers === undefined)
    return parseDestination({ destination: { type: row.destinationType, config: current } });
  if (row.destinationType !== WEBHOOK)
    throw invalidField("url", "is for webhooks; change this destination with destination.config");
  const given: PlainConfig = { ...(url === undefined ? {} : { url }), ...(headers === undefined ? {} : { headers }) };
  return parseDestination({ ...current, ...(restoreMasked(given, current) as PlainConfig) });
}

function plainFields({
  skipVerification: _,
  challenge: _challenge,
  url: _url,
  headers: _headers,
  destination: _destination,
  ...fields
}: SubscriptionPatch): SubscriptionChange {
  const events = fields.events && { events: [...new Set(fields.events)] };
  const given = Object.fromEntries(Object.entries({ ...fields, ...events }).filter(([, value]) => value !== undefined));
  return given as SubscriptionChange;
}
