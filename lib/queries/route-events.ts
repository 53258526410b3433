import type { SkipReason } from "@/lib/contracts/delivery";
import { pool } from "@/lib/prisma";
import { FENCE } from "./fence";
import { textColumn, toTextColumn } from "./text-column";

/** What matching decided for one event and one subscription. */
export interface NewDelivery {
  id: string;
  position: number;
  subscriptionId: string;
  eventType: string;
  correlationId: string | null;
  orderingKey: string | null;
  skipReason: SkipReason | null;
  skipDetail: string | null;
}

export interface RoutedEvent {
  position: number;
  /** The tenant's version that it was matched under. */
  routingVersion: number;
  /** Subscriptions that skipped it without a row. */
  unstored: number;
}

export interface RoutedDelivery {
  id: string;
  /** Per subscription, gap-free; null for a skipped one. */
  sequence: number | null;
  eventSequence: number;
}

/**
 * Takes events out of the queue, numbers them, records their routing and inserts their deliveries, in one
 * statement under the fence. `delete … returning` is the claim: an event that another owner routed meanwhile
 * takes no part. Counters are updated only here, so numbers have no gaps. Cost: about 25 µs a delivery in
 * groups of 100 and more; createMany would cost eight times that.
 */
const ROUTE = `
with fence as materialized (${FENCE}),
claimed as (
  delete from event_queue q using fence where q.position = any($3::bigint[]) returning q.position, q.event_id, q.tenant_id
), wanted as materialized (
  select t.*, c.event_id, c.tenant_id
    from unnest(${textColumn(4)}, $5::bigint[], ${textColumn(6)}, ${textColumn(7)}, ${textColumn(8)}, ${textColumn(9)}, ${textColumn(10)}, $11::text[])
      as t(id, position, subscription_id, event_type, correlation_id, ordering_key, skip_reason, skip_detail)
    join claimed c using (position)
), tenant_base as (
  update tenant_counters k set last_sequence = k.last_sequence + n.count
    from (select tenant_id, count(*) from claimed group by tenant_id) n
   where k.tenant_id = n.tenant_id
  returning k.tenant_id, k.last_sequence - n.count as base
), routed as (
  insert into event_routings (event_id, tenant_id, sequence, matched, skipped, routing_version)
  select c.event_id, c.tenant_id, b.base + row_number() over (partition by c.tenant_id order by c.position),
         coalesce(w.matched, 0), coalesce(w.skipped, 0) + a.unstored, a.routing_version
    from claimed c join tenant_base b using (tenant_id)
    join unnest($3::bigint[], $12::int[], $13::int[]) as a(position, routing_version, unstored) using (position)
    left join (select position, count(*) filter (where skip_reason is null) as matched,
                      count(*) filter (where skip_reason is not null) as skipped
                 from wanted group by position) w using (position)
  returning event_id, sequence
), counted as (
  insert into rollup_deltas (tenant_id, result, count) select tenant_id, 'routed', count(*) from claimed group by tenant_id
), lane_base as (
  update lanes l set last_sequence = l.last_sequence + n.count
    from (select subscription_id, count(*) from wanted where skip_reason is null group by subscription_id) n
   where l.subscription_id = n.subscription_id
  returning l.subscription_id, l.last_sequence - n.count as base
), numbered as (
  select w.*, case when w.skip_reason is null then
           b.base + row_number() over (partition by w.subscription_id, w.skip_reason is null order by w.position) end as sequence
    from wanted w left join lane_base b using (subscription_id)
), inserted as (
  insert into deliveries (id, tenant_id, partition_id, event_id, subscription_id, event_type, correlation_id, ordering_key,
                          position, sequence, state, skip_reason, skip_detail, due_at, settled_at)
  select id, tenant_id, $1, event_id, subscription_id, event_type, correlation_id, ordering_key, position, sequence,
         (case when skip_reason is null then 'pending' else 'skipped' end)::delivery_state, skip_reason, skip_detail,
         case when skip_reason is null then now() end, case when skip_reason is not null then now() end
    from numbered
   where skip_reason is not null or sequence is not null
  returning id, event_id, sequence
)
select null as id, null as sequence, null as "eventSequence", count(*) as fenced from fence
union all
select i.id, i.sequence, r.sequence, null from inserted i join routed r using (event_id)`;

/** Null: the fence is gone, nothing was written. Deliveries of events that were claimed elsewhere are left out. */
export async function routeEvents(input: {
  partitionId: number;
  epoch: number;
  events: readonly RoutedEvent[];
  deliveries: readonly NewDelivery[];
}): Promise<RoutedDelivery[] | null> {
  const { events, deliveries } = input;
  const { rows } = await pool().query<RoutedDelivery & { fenced: number | null }>({
    name: "route-events",
    text: ROUTE,
    values: [
      input.partitionId,
      input.epoch,
      events.map((e) => e.position),
      toTextColumn(deliveries.map((d) => d.id)),
      deliveries.map((d) => d.position),
      toTextColumn(deliveries.map((d) => d.subscriptionId)),
      toTextColumn(deliveries.map((d) => d.eventType)),
      toTextColumn(deliveries.map((d) => d.correlationId)),
      toTextColumn(deliveries.map((d) => d.orderingKey)),
      toTextColumn(deliveries.map((d) => d.skipReason)),
      deliveries.map((d) => d.skipDetail),
      events.map((e) => e.routingVersion),
      events.map((e) => e.unstored),
    ],
  });
  const fenced = rows.find((row) => row.fenced !== null)?.fenced ?? 0;
  return fenced === 0 ? null : rows.filter((row) => row.fenced === null);
}

/** Counts a drain that is about to route this event alone; answers how many began before and did not end well. */
export async function markRouting(position: number): Promise<number> {
  const { rows } = await pool().query<{ failures: number }>({
    name: "mark-routing",
    text: "update event_queue set failures = failures + 1 where position = $1 returning failures - 1 as failures",
    values: [position],
  });
  return rows[0]?.failures ?? 0;
}

/** Takes the count back: the try ended for a reason that was not the event's. */
export async function unmarkRouting(position: number): Promise<void> {
  await pool().query({
    name: "unmark-routing",
    text: "update event_queue set failures = greatest(failures - 1, 0) where position = $1",
    values: [position],
  });
}

const DISCARD = `
with fence as materialized (${FENCE}),
gone as (delete from event_queue q using fence where q.position = any($3::bigint[]) returning q.event_id)
delete from events e using gone where e.id = gone.event_id`;

/** Removes events whose tenant was deleted while they were on their way in. */
export async function discardEvents(
  owned: { partitionId: number; epoch: number },
  positions: readonly number[],
): Promise<void> {
  await pool().query({ name: "discard", text: DISCARD, values: [owned.partitionId, owned.epoch, positions] });
}

const QUARANTINE = `
with fence as materialized (${FENCE}),
claimed as (delete from event_queue q using fence where q.position = $3 returning q.event_id, q.tenant_id)
insert into event_routings (event_id, tenant_id, outcome, error) select event_id, tenant_id, 'quarantined', $4 from claimed`;

/** Takes an event out of the queue for good and says why; it stays visible and can be published again. */
export async function quarantineEvent(input: {
  partitionId: number;
  epoch: number;
  position: number;
  error: string;
}): Promise<void> {
  const values = [input.partitionId, input.epoch, input.position, input.error];
  await pool().query({ name: "quarantine", text: QUARANTINE, values });
}
