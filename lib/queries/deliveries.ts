import type { AttemptRow } from "@/lib/contracts/attempt";
import type { DeliveryQuery, DeliveryRow, DeliveryState } from "@/lib/contracts/delivery";
import type { Prisma } from "@/lib/generated/prisma/client";
import { idBound } from "@/lib/ids";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";
import { findUnsettledIds } from "./unsettled-ids";

export interface StoredDelivery extends DeliveryRow {
  partitionId: number;
  orderingKey: string | null;
}

/** `eventId` is ours. `eventAfter` (when the event was accepted) is for what is unsettled only. */
export type DeliveryFilter = Partial<Omit<DeliveryQuery, "limit" | "cursor" | "undelivered">> & { eventAfter?: Date };

/** `tenantId` null: an operator reads all. */
export async function listDeliveries(
  tenantId: string | null,
  filter: DeliveryFilter,
  keyset: Keyset,
): Promise<Slice<StoredDelivery>> {
  const { where, ...rest } = keysetFind(keyset);
  const wanted = isUnsettledOnly(filter)
    ? { id: { in: await findUnsettledIds(tenantId, filter, keyset) } }
    : { AND: [scope(tenantId), whereOf(filter), where] };
  return toSlice(await db().delivery.findMany({ where: wanted, ...rest }), keyset);
}

export function findDelivery(tenantId: string | null, id: string): Promise<StoredDelivery | null> {
  return db().delivery.findFirst({ where: { id, ...scope(tenantId) } });
}

/** The same, and nothing records on it until the transaction ends. */
export async function lockDelivery(tenantId: string, id: string): Promise<StoredDelivery | null> {
  await db().$queryRaw`select id from deliveries where id = ${id} and tenant_id = ${tenantId} for update`;
  return findDelivery(tenantId, id);
}

/** Oldest first. Numbers are given one after the other, so the id orders them too. */
export function findAttempts(tenantId: string, deliveryId: string): Promise<AttemptRow[]> {
  return db().attempt.findMany({ where: { deliveryId, tenantId }, orderBy: { id: "asc" } });
}

/** What a delivery that is put on its line again gets: its old number, or a fresh one; where its tenant is worked now. */
export interface Place {
  sequence: bigint;
  orderingKey: string | null;
  partitionId: number;
}

/** Due at once, with its attempts counted anew. */
export async function restartDelivery(id: string, place: Place): Promise<StoredDelivery> {
  return db().delivery.update({
    where: { id },
    data: {
      ...place,
      state: "pending",
      generation: { increment: 1 },
      attemptCount: 0,
      skipReason: null,
      skipDetail: null,
      dueAt: new Date(),
      settledAt: null,
    },
  });
}

export interface NewHistory extends Place {
  id: string;
  tenantId: string;
  subscriptionId: string;
  eventId: string;
  eventType: string;
  correlationId: string | null;
  position: bigint;
}

/** A delivery of a past event, due at once. */
export async function insertDelivery(history: NewHistory): Promise<StoredDelivery> {
  return db().delivery.create({ data: { ...history, state: "pending", dueAt: new Date() } });
}

/** What an event's deliveries to some subscriptions have become. */
export function findDeliveriesOf(eventId: string, subscriptionIds: readonly string[]) {
  return db().delivery.findMany({ where: { eventId, subscriptionId: { in: [...subscriptionIds] } } });
}

/** What filters said of an event's payload goes with it. */
export async function forgetSkipDetails(eventId: string): Promise<void> {
  await db().delivery.updateMany({ where: { eventId, skipDetail: { not: null } }, data: { skipDetail: null } });
}

export function findDeliveryOf(eventId: string, subscriptionId: string): Promise<StoredDelivery | null> {
  return db().delivery.findFirst({ where: { eventId, subscriptionId } });
}

export async function settleDelivery(id: string, state: Extract<DeliveryState, "cancelled">): Promise<StoredDelivery> {
  return db().delivery.update({
    where: { id },
    data: { state, generation: { increment: 1 }, dueAt: null, settledAt: new Date() },
  });
}

/** Nobody else gives this subscription numbers until the transaction ends. */
export async function lockLane(subscriptionId: string): Promise<void> {
  await db().$queryRaw`select subscription_id from lanes where subscription_id = ${subscriptionId} for update`;
}

/** The subscription's next number; its counter stays locked until the transaction ends, so no number is lost. */
export async function takeSequence(subscriptionId: string): Promise<bigint> {
  const { lastSequence } = await db().lane.update({
    where: { subscriptionId },
    data: { lastSequence: { increment: 1 } },
    select: { lastSequence: true },
  });
  return lastSequence;
}

/** Dead letters and what waits: few among very many, and found by an index of their own. */
function isUnsettledOnly({ status }: DeliveryFilter): boolean {
  return status?.every((state) => state === "pending" || state === "dead") ?? false;
}

function whereOf(filter: DeliveryFilter): Prisma.DeliveryWhereInput {
  const { status, subscriptionId, eventId, type, correlationId, code, outcome, after, before } = filter;
  return {
    ...(status === undefined ? {} : { state: { in: status } }),
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(eventId === undefined ? {} : { eventId }),
    ...(type === undefined ? {} : { eventType: type }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(code === undefined ? {} : { lastStatusCode: code }),
    ...(outcome === undefined ? {} : { lastOutcome: outcome }),
    // The time of creation is in the id: a range of time is a range of the index.
    ...(after || before
      ? {
          id: {
            ...(after ? { gte: idBound("delivery", after.getTime()) } : {}),
            ...(before ? { lt: idBound("delivery", before.getTime()) } : {}),
          },
        }
      : {}),
  };
}

function scope(tenantId: string | null): { tenantId?: string } {
  return tenantId === null ? {} : { tenantId };
}
