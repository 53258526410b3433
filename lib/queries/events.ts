import type { EventQuery, EventRow, RoutingRow } from "@/lib/contracts/event";
import type { Prisma } from "@/lib/generated/prisma/client";
import { idBound, isId } from "@/lib/ids";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

export interface FoundEvent extends EventRow {
  /** Raw JSON text. */
  data: string;
  position: bigint;
}

const SHOWN = {
  id: true,
  tenantId: true,
  type: true,
  version: true,
  source: true,
  correlationId: true,
  externalId: true,
  timestamp: true,
  deliverAt: true,
  acceptedAt: true,
  erasedAt: true,
} as const;

export type EventFilter = Omit<EventQuery, "limit" | "cursor">;

/** Without their data. `tenantId` null: an operator reads all. */
export async function listEvents(
  tenantId: string | null,
  filter: EventFilter,
  keyset: Keyset,
): Promise<Slice<EventRow>> {
  const { where, ...rest } = keysetFind(keyset);
  const rows = await db().event.findMany({
    where: { AND: [scope(tenantId), whereOf(filter), where] },
    select: SHOWN,
    ...rest,
  });
  return toSlice(rows, keyset);
}

/** By our id, or within a tenant by the producer's own (the newest, should one be used again after its 30 days). */
export function findEvent(tenantId: string | null, reference: string): Promise<FoundEvent | null> {
  const select = { ...SHOWN, data: true, position: true };
  if (isId("event", reference)) return db().event.findFirst({ where: { id: reference, ...scope(tenantId) }, select });
  if (tenantId === null) return Promise.resolve(null);
  return db().event.findFirst({ where: { tenantId, externalId: reference }, orderBy: { id: "desc" }, select });
}

/** By event id; what is missing is still in the queue. */
export async function findRoutings(eventIds: readonly string[]): Promise<Map<string, RoutingRow>> {
  const rows = await db().eventRouting.findMany({ where: { eventId: { in: [...eventIds] } } });
  return new Map(rows.map((row) => [row.eventId, row]));
}

/** Takes a scheduled event out of the queue for good; false when it is not there any more, or is due already. */
export async function cancelQueuedEvent(tenantId: string, eventId: string): Promise<boolean> {
  const count = await db().$executeRaw`
    with claimed as (
      delete from event_queue q using events e
       where e.id = ${eventId} and e.tenant_id = ${tenantId} and q.position = e.position and q.due_at > now()
      returning q.event_id, q.tenant_id
    )
    insert into event_routings (event_id, tenant_id, outcome) select event_id, tenant_id, 'cancelled' from claimed`;
  return count === 1;
}

/** Replaces the payload; false when that was done before. */
export async function erasePayload(tenantId: string, eventId: string): Promise<boolean> {
  const { count } = await db().event.updateMany({
    where: { id: eventId, tenantId, erasedAt: null },
    data: { data: "null", erasedAt: new Date() },
  });
  return count === 1;
}

function whereOf({ type, correlationId, externalId, after, before }: EventFilter): Prisma.EventWhereInput {
  return {
    ...(type === undefined ? {} : { type }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(externalId === undefined ? {} : { externalId }),
    // The time of acceptance is in the id: a range of time is a range of the index.
    ...(after || before
      ? {
          id: {
            ...(after ? { gte: idBound("event", after.getTime()) } : {}),
            ...(before ? { lt: idBound("event", before.getTime()) } : {}),
          },
        }
      : {}),
  };
}

function scope(tenantId: string | null): { tenantId?: string } {
  return tenantId === null ? {} : { tenantId };
}
