import type { AttemptRow } from "@/lib/contracts/attempt";
import type { DeliveryQuery, DeliveryRow, DeliveryState } from "@/lib/contracts/delivery";
import type { Prisma } from "@/lib/generated/prisma/client";
import { idBound } from "@/lib/ids";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

export interface StoredDelivery extends DeliveryRow {
  partitionId: number;
}

/** `eventId` is ours. */
export type DeliveryFilter = Partial<Omit<DeliveryQuery, "limit" | "cursor">>;

/** `tenantId` null: an operator reads all. */
export async function listDeliveries(
  tenantId: string | null,
  filter: DeliveryFilter,
  keyset: Keyset,
): Promise<Slice<StoredDelivery>> {
  const { where, ...rest } = keysetFind(keyset);
  return toSlice(
    await db().delivery.findMany({ where: { AND: [scope(tenantId), whereOf(filter), where] }, ...rest }),
    keyset,
  );
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

/** Due at once, with its attempts counted anew. `sequence`: its old number, or a fresh one if it never had any. */
export async function restartDelivery(id: string, sequence: bigint): Promise<StoredDelivery> {
  return db().delivery.update({
    where: { id },
    data: {
      state: "pending",
      generation: { increment: 1 },
      attemptCount: 0,
      sequence,
      skipReason: null,
      dueAt: new Date(),
      settledAt: null,
    },
  });
}

export async function settleDelivery(id: string, state: Extract<DeliveryState, "cancelled">): Promise<StoredDelivery> {
  return db().delivery.update({
    where: { id },
    data: { state, generation: { increment: 1 }, dueAt: null, settledAt: new Date() },
  });
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
