import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";

export interface EventFields {
  id?: string;
  type?: string;
  /** Raw JSON text. */
  data?: string;
  externalId?: string | null;
  correlationId?: string | null;
  deliverAt?: Date | null;
  /** False: it waits in the queue (for fan-out, or for its time). */
  isRouted?: boolean;
}

/** A stored event, routed with the tenant's next sequence number unless told; nobody is woken. */
export async function createEvent(
  tenantId: string,
  fields: EventFields = {},
): Promise<{ id: string; position: bigint }> {
  const { isRouted = true, ...given } = fields;
  const row = { id: newId("event"), type: "order.created", data: '{"total":1.0}', timestamp: new Date(), ...given };
  return prisma().$transaction(async (tx) => {
    const { id, position } = await tx.event.create({
      data: { ...row, tenantId },
      select: { id: true, position: true },
    });
    if (isRouted) {
      const { lastSequence } = await tx.tenantCounter.update({
        where: { tenantId },
        data: { lastSequence: { increment: 1 } },
      });
      await tx.eventRouting.create({ data: { eventId: id, tenantId, sequence: lastSequence } });
    } else {
      const { partitionId } = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
      await tx.eventQueue.create({
        data: { position, eventId: id, tenantId, partitionId, dueAt: row.deliverAt ?? null },
      });
    }
    return { id, position };
  });
}
