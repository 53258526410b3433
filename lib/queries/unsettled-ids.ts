import { Prisma } from "@/lib/generated/prisma/client";
import { idBound } from "@/lib/ids";
import type { DeliveryFilter } from "./deliveries";
import { type Keyset, keysetFind } from "./keyset";
import { db } from "./transaction";

/**
 * The ids of one page of what waits or is dead, in the order of `keysetFind`. Prisma casts the states it is given, and
 * a cast is not known while the statement is planned, so the partial index of what is unsettled was not used and a
 * tenant without dead letters cost a walk over all its deliveries (0.3 s a million); here the states stand in the text.
 */
export async function findUnsettledIds(
  tenantId: string | null,
  { status = [], subscriptionId, eventId, type, correlationId, code, outcome, ...times }: DeliveryFilter,
  keyset: Keyset,
): Promise<string[]> {
  const { where, orderBy, take } = keysetFind(keyset);
  const { after, before, eventAfter } = times;
  const conditions = [
    Prisma.sql`state in ('pending', 'dead') and state::text = any(${status}::text[])`,
    tenantId === null ? null : Prisma.sql`tenant_id = ${tenantId}`,
    subscriptionId === undefined ? null : Prisma.sql`subscription_id = ${subscriptionId}`,
    eventId === undefined ? null : Prisma.sql`event_id = ${eventId}`,
    type === undefined ? null : Prisma.sql`event_type = ${type}`,
    correlationId === undefined ? null : Prisma.sql`correlation_id = ${correlationId}`,
    code === undefined ? null : Prisma.sql`last_status_code = ${code}`,
    outcome === undefined ? null : Prisma.sql`last_outcome = ${outcome}`,
    after === undefined ? null : Prisma.sql`id >= ${idBound("delivery", after.getTime())}`,
    eventAfter === undefined ? null : acceptedSince(eventAfter.getTime()),
    before === undefined ? null : Prisma.sql`id < ${idBound("delivery", before.getTime())}`,
    where.id && "lt" in where.id ? Prisma.sql`id < ${where.id.lt}` : null,
    where.id && "gt" in where.id ? Prisma.sql`id > ${where.id.gt}` : null,
  ].filter((condition) => condition !== null);
  const order = orderBy.id === "asc" ? Prisma.sql`asc` : Prisma.sql`desc`;
  const rows = await db().$queryRaw<{ id: string }[]>`
    select id from deliveries where ${Prisma.join(conditions, " and ")} order by id ${order} limit ${take}`;
  return rows.map(({ id }) => id);
}

/** A delivery is made after its event, so the same time bounds its own id: a range of the index. */
function acceptedSince(timeMs: number): Prisma.Sql {
  return Prisma.sql`id >= ${idBound("delivery", timeMs)} and event_id >= ${idBound("event", timeMs)}`;
}
