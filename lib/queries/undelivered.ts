import { db } from "./transaction";

export interface Undelivered {
  events: number;
  deliveries: number;
  pending: number;
  dead: number;
  unrouted: number;
  oldestEventId: string | null;
}

export interface UndeliveredHere extends Undelivered {
  worst: { subscriptionId: string; deliveries: number; pending: number; dead: number }[];
}

const MOST_WORST = 5;

/**
 * What was accepted since `eventBound` (an id) and is not delivered now, counted from base rows, so that it rises
 * when no worker lives. Deliveries are made after their events, so the same time bounds their ids, and the partial
 * index of unsettled deliveries serves the count: it costs what is undelivered, not what was sent. Events that are
 * scheduled for later wait by right and are left out; quarantined ones were never routed and count as such; skipped and cancelled deliveries are no longer wanted.
 */
export async function countUndelivered(
  tenantId: string | null,
  { eventBound, deliveryBound }: { eventBound: string; deliveryBound: string },
): Promise<UndeliveredHere> {
  const [row] = await db().$queryRaw<UndeliveredHere[]>`
    with open as (
      select event_id, state, subscription_id from deliveries
       where (${tenantId}::text is null or tenant_id = ${tenantId}) and state in ('pending', 'dead')
         and id >= ${deliveryBound} and event_id >= ${eventBound}
    ), queued as (
      select event_id from event_queue
       where (${tenantId}::text is null or tenant_id = ${tenantId}) and event_id >= ${eventBound}
         and (due_at is null or due_at <= now())
    ), quarantined as (
      select event_id from event_routings
       where (${tenantId}::text is null or tenant_id = ${tenantId}) and outcome = 'quarantined' and event_id >= ${eventBound}
    ), everything as (
      select event_id from open union all select event_id from queued union all select event_id from quarantined
    ), worst as (
      select subscription_id as "subscriptionId", count(*)::int as "deliveries",
             (count(*) filter (where state = 'pending'))::int as "pending",
             (count(*) filter (where state = 'dead'))::int as "dead"
        from open group by 1 order by 2 desc, 1 limit ${MOST_WORST}::int
    )
    select (select count(distinct event_id)::int from everything) as "events",
           (select count(*)::int from open) as "deliveries",
           (select count(*)::int from open where state = 'pending') as "pending",
           (select count(*)::int from open where state = 'dead') as "dead",
           (select count(*)::int from queued) + (select count(*)::int from quarantined) as "unrouted",
           (select min(event_id) from everything) as "oldestEventId",
           (select coalesce(json_agg(worst order by "deliveries" desc, "subscriptionId"), '[]') from worst) as "worst"`;
  return row ?? { events: 0, deliveries: 0, pending: 0, dead: 0, unrouted: 0, oldestEventId: null, worst: [] };
}
