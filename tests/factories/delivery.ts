import type { Prisma } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { createEvent } from "./event";

export type DeliveryFields = Partial<
  Omit<Prisma.DeliveryUncheckedCreateInput, "tenantId" | "subscriptionId" | "position">
>;

/** A stored delivery of an event (a new one, unless told): pending and not due for an hour, unless told. */
export async function createDelivery(
  { tenantId, subscriptionId }: { tenantId: string; subscriptionId: string },
  fields: DeliveryFields = {},
): Promise<{ id: string; eventId: string }> {
  const eventId = fields.eventId ?? (await createEvent(tenantId, { correlationId: fields.correlationId ?? null })).id;
  const event = await prisma().event.findUniqueOrThrow({ where: { id: eventId } });
  const { partitionId } = await prisma().tenant.findUniqueOrThrow({ where: { id: tenantId } });
  const { state = "pending" } = fields;
  const data = {
    id: newId("delivery"),
    eventType: event.type,
    correlationId: event.correlationId,
    dueAt: state === "pending" ? new Date(Date.now() + 3_600_000) : null,
    sequence: state === "skipped" ? null : await nextSequence(subscriptionId),
    settledAt: state === "pending" ? null : new Date(),
    ...fields,
    state,
  };
  return prisma().delivery.create({
    data: { ...data, eventId, tenantId, subscriptionId, partitionId, position: event.position },
    select: { id: true, eventId: true },
  });
}

/** A recorded attempt of a delivery; it failed with 503 unless told. */
export async function createAttempt(
  { id: deliveryId, tenantId }: { id: string; tenantId: string },
  fields: Partial<Prisma.AttemptUncheckedCreateInput> = {},
): Promise<{ id: string }> {
  const data = {
    id: newId("attempt"),
    number: 1,
    trigger: "scheduled",
    outcome: "http_status",
    statusCode: 503,
    startedAt: new Date(),
    durationMs: 12.5,
    timings: { queueMs: 1, dnsMs: null, connectMs: 2, tlsMs: null, firstByteMs: 8, totalMs: 12.5 },
    requestHeaders: '{"content-type":"application/json"}',
    responseHeaders: '{"content-type":"text/plain"}',
    responseBody: "busy",
  };
  return prisma().attempt.create({ data: { ...data, ...fields, deliveryId, tenantId }, select: { id: true } });
}

async function nextSequence(subscriptionId: string): Promise<bigint> {
  const lane = await prisma().lane.update({ where: { subscriptionId }, data: { lastSequence: { increment: 1 } } });
  return lane.lastSequence;
}
