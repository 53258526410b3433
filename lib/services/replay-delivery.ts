import type { DeliveryOut } from "@/lib/contracts/delivery";
import { ordering } from "@/lib/contracts/subscription";
import { AppError, invalidField, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import * as queries from "@/lib/queries/deliveries";
import { type FoundEvent, findEvent, findRoutings } from "@/lib/queries/events";
import { holdPartition } from "@/lib/queries/move-tenant";
import { notifyCommand } from "@/lib/queries/notify";
import { findSubscription, type StoredSubscription } from "@/lib/queries/subscriptions";
import { afterCommit, db, inTransaction } from "@/lib/queries/transaction";
import { filterEnvelope } from "@/lib/routing/envelope";
import { compileOrderingKey } from "@/lib/routing/ordering-key";
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
    const subscription = await requireReceiver(row.tenantId, row.subscriptionId);
    const event = await requirePayload(await findEvent(row.tenantId, row.eventId));
    return restart(caller, row, { subscription, event });
  });
}

/**
 * Sends one event to one subscription, whatever that subscribes to: in place if it has a delivery of the event, else
 * as history with the next number. `reference`: our id, or the producer's.
 */
export function replayEvent(
  caller: Caller,
  { tenantId, reference, subscriptionId }: { tenantId: string; reference: string; subscriptionId: string },
): Promise<DeliveryOut> {
  return inTransaction(async () => {
    const event = await findEvent(tenantId, reference);
    if (!event) throw notFound("event");
    await requirePayload(event);
    await requireRouted(event.id);
    if (!(await findSubscription(tenantId, subscriptionId)))
      throw invalidField("subscriptionId", "names no subscription of this tenant", "not_found");
    const subscription = await requireReceiver(tenantId, subscriptionId);
    // Held to the end: of two that make the first delivery of an event, the second finds it.
    await queries.lockLane(subscriptionId);
    const known = await queries.findDeliveryOf(event.id, subscriptionId);
    if (known) return restart(caller, await lock({ tenantId, id: known.id }), { subscription, event });
    const history = {
      id: newId("delivery"),
      tenantId,
      subscriptionId,
      eventId: event.id,
      eventType: event.type,
      correlationId: event.correlationId,
      position: event.position,
      ...(await placeOf({ subscription, event, before: null })),
    };
    return conclude(caller, "delivery.replay", { before: null, after: await queries.insertDelivery(history) });
  });
}

/**
 * Stops a delivery that waits, or gives a dead one up; where it blocked the ones behind it in its order, they go on. An
 * attempt under way is recorded and changes nothing any more.
 */
export function cancelDelivery(caller: Caller, ref: DeliveryRef): Promise<DeliveryOut> {
  return inTransaction(async () => {
    const before = await lock(ref);
    if (before.state !== "pending" && before.state !== "dead")
      throw new AppError("conflict", `Only a pending or dead delivery can be cancelled; this one is ${before.state}.`);
    const after = await queries.settleDelivery(before.id, "cancelled");
    return conclude(caller, "delivery.cancel", { before, after });
  });
}

async function lock({ tenantId, id }: DeliveryRef): Promise<queries.StoredDelivery> {
  const row = await queries.lockDelivery(tenantId, id);
  if (!row) throw notFound("delivery");
  return row;
}

async function requireReceiver(tenantId: string, subscriptionId: string): Promise<StoredSubscription> {
  const subscription = await findSubscription(tenantId, subscriptionId);
  if (!subscription) throw new AppError("conflict", "Its subscription was deleted, so there is nowhere to send it.");
  if (subscription.disabledAt) throw new AppError("conflict", "Its subscription is disabled. Enable it, then replay.");
  return subscription;
}

async function requirePayload(event: FoundEvent | null): Promise<FoundEvent> {
  if (!event) throw new AppError("conflict", "Its event does not exist any more, so there is nothing to send.");
  if (event.erasedAt)
    throw new AppError("conflict", "The payload of its event was erased, so there is nothing to send.");
  return event;
}

async function requireRouted(eventId: string): Promise<void> {
  const routing = (await findRoutings([eventId])).get(eventId);
  if (routing?.outcome === "routed") return;
  throw new AppError(
    "conflict",
    `The event was not routed${routing ? `: it is ${routing.outcome}` : " yet"}. Publish it again instead.`,
  );
}

interface Target {
  subscription: StoredSubscription;
  event: FoundEvent;
}

async function restart(caller: Caller, before: queries.StoredDelivery, target: Target): Promise<DeliveryOut> {
  const after = await queries.restartDelivery(before.id, await placeOf({ ...target, before }));
  return conclude(caller, "delivery.replay", { before, after });
}

async function placeOf({
  subscription,
  event,
  before,
}: Target & { before: queries.StoredDelivery | null }): Promise<queries.Place> {
  const keyOf = compileOrderingKey(ordering.nullable().parse(subscription.ordering));
  return {
    sequence: before?.sequence ?? (await queries.takeSequence(subscription.id)),
    orderingKey: keyOf(() => filterEnvelope(event)),
    partitionId: await holdPartition(subscription.tenantId),
  };
}

async function conclude(
  caller: Caller,
  action: string,
  { before, after }: { before: queries.StoredDelivery | null; after: queries.StoredDelivery },
): Promise<DeliveryOut> {
  const { tenantId, partitionId, subscriptionId } = after;
  await notifyCommand(db(), { partitionId, subscriptionId });
  await afterCommit(() => wakePartitions([partitionId]));
  await recordChange(caller, {
    tenantId,
    action,
    targetId: after.id,
    before: before && { status: before.state },
    after: { status: after.state },
  });
  const [out] = await showDeliveries([after]);
  if (!out) throw new Error("a delivery vanished while it was locked");
  return out;
}
