import type { ClientBase } from "pg";
import type { DeliveryState } from "@/lib/contracts/delivery";
import { deliveryCondition, eventCondition, type ReplayChoice } from "./replay-choice";

export interface LockedLane {
  cursor: string | null;
  total: number;
  partitionId: number;
}

// FOR SHARE on the tenant: a move to another partition waits for the chunk, and takes what it made along.
const LOCK = `
select l.cursor, l.total, t.partition_id as "partitionId"
  from replays r join replay_lanes l on l.replay_id = r.id join tenants t on t.id = r.tenant_id
 where r.id = $1 and l.subscription_id = $2 and r.status = 'running' and l.ended_at is null
   for update of r, l for share of t`;

/** Null when the replay was cancelled, or another run ended the lane. */
export async function lockLane(tx: ClientBase, replayId: string, subscriptionId: string): Promise<LockedLane | null> {
  return (await tx.query<LockedLane>(LOCK, [replayId, subscriptionId])).rows[0] ?? null;
}

/** What one step of a replay is about. A delivery is null where the target has none of the event yet. */
export interface Candidate {
  /** Where the lane goes on after it. */
  cursor: string;
  eventId: string;
  position: number;
  eventType: string;
  correlationId: string | null;
  isErased: boolean;
  delivery: {
    id: string;
    state: DeliveryState;
    sequence: number | null;
    orderingKey: string | null;
    replayId: string | null;
    skipReason: string | null;
    isInLine: boolean;
  } | null;
}

const DELIVERY = `
  case when d.id is null then null else jsonb_build_object('id', d.id, 'state', d.state, 'sequence', d.sequence,
    'orderingKey', d.ordering_key, 'replayId', d.replay_id, 'skipReason', d.skip_reason,
    'isInLine', d.state = 'pending' and coalesce(d.due_at <= now(), false)) end as delivery`;
const EVENT = `e.id as "eventId", e.position, e.type as "eventType", e.correlation_id as "correlationId",
  e.erased_at is not null as "isErased"`;

interface Step {
  choice: ReplayChoice;
  subscriptionId: string;
  cursor: string | null;
  limit: number;
}

/** The next chosen deliveries of a subscription, locked; in the order in which they were made. */
export async function chooseInPlace(tx: ClientBase, step: Step): Promise<Candidate[]> {
  const { text, values } = deliveryCondition(step.choice);
  const sql = `
    select d.id as cursor, ${EVENT}, ${DELIVERY}
      from deliveries d join events e on e.id = d.event_id
     where ${text} and d.subscription_id = $15 and d.id > $16
     order by d.id limit $17 for update of d`;
  return (await tx.query<Candidate>(sql, [...values, step.subscriptionId, step.cursor ?? "", step.limit])).rows;
}

/** The next chosen events for a target, in order, with the delivery that it has of each already. */
export async function chooseEvents(tx: ClientBase, step: Step): Promise<Candidate[]> {
  const { text, values } = eventCondition(step.choice);
  const sql = `
    select e.id as cursor, ${EVENT}, ${DELIVERY}
      from (select e.* from events e join event_routings r on r.event_id = e.id and r.outcome = 'routed'
             where ${text} and e.id > $9 order by e.id limit $10) e
      left join lateral (select * from deliveries d where d.event_id = e.id and d.subscription_id = $8 limit 1) d on true
     order by e.id`;
  return (await tx.query<Candidate>(sql, [...values, step.subscriptionId, step.cursor ?? "", step.limit])).rows;
}

/** The same for the events of chosen deliveries of other subscriptions. */
export async function chooseEventsOfDeliveries(tx: ClientBase, step: Step): Promise<Candidate[]> {
  const { text, values } = deliveryCondition(step.choice);
  const sql = `
    select c.id as cursor, ${EVENT}, ${DELIVERY}
      from (select d.id, d.event_id from deliveries d where ${text} and d.id > $16 order by d.id limit $17) c
      join events e on e.id = c.event_id
      left join lateral (select * from deliveries d where d.event_id = e.id and d.subscription_id = $15 limit 1) d on true
     order by c.id`;
  return (await tx.query<Candidate>(sql, [...values, step.subscriptionId, step.cursor ?? "", step.limit])).rows;
}

/** Events as filters and ordering keys see them, without their sequence. */
export async function readReplayedEvents(tx: ClientBase, eventIds: readonly string[]) {
  const { rows } = await tx.query<ReplayedEvent>(
    `select id as "eventId", type, version, source, correlation_id as "correlationId", timestamp, data
       from events where id = any($1::text[])`,
    [eventIds],
  );
  return rows;
}

export interface ReplayedEvent {
  eventId: string;
  type: string;
  version: string;
  source: string | null;
  correlationId: string | null;
  timestamp: Date;
  data: string;
}

/** The next numbers of a subscription, the first of them; its counter stays locked, so that none is lost. */
export async function takeSequences(tx: ClientBase, subscriptionId: string, count: number): Promise<number> {
  const { rows } = await tx.query<{ first: number }>(
    "update lanes set last_sequence = last_sequence + $2 where subscription_id = $1 returning last_sequence - $2 + 1 as first",
    [subscriptionId, count],
  );
  const first = rows[0]?.first;
  if (first === undefined) throw new Error(`subscription ${subscriptionId} has no lane`);
  return first;
}

export interface Restart {
  id: string;
  sequence: number;
  orderingKey: string | null;
}

// In place, as one delivery's replay does: due at once, its retries counted anew, where its tenant is worked now.
const RESTART = `
update deliveries d
   set state = 'pending', generation = d.generation + 1, attempt_count = 0, sequence = t.sequence, skip_reason = null, skip_detail = null,
       ordering_key = t.ordering_key, partition_id = $1, due_at = now(), settled_at = null, replay_id = $2
  from unnest($3::text[], $4::bigint[], $5::text[]) as t(id, sequence, ordering_key) where d.id = t.id`;

export async function restartDeliveries(
  tx: ClientBase,
  { partitionId, replayId }: { partitionId: number; replayId: string | null },
  restarts: readonly Restart[],
): Promise<void> {
  const columns = [restarts.map((r) => r.id), restarts.map((r) => r.sequence), restarts.map((r) => r.orderingKey)];
  await tx.query(RESTART, [partitionId, replayId, ...columns]);
}

/** Those that wait to be sent anyway are counted as the replay's and left as they are. */
export async function tagDeliveries(tx: ClientBase, replayId: string, ids: readonly string[]): Promise<void> {
  await tx.query("update deliveries set replay_id = $1 where id = any($2::text[])", [replayId, ids]);
}

export interface History {
  id: string;
  sequence: number;
  orderingKey: string | null;
  event: Pick<Candidate, "eventId" | "eventType" | "correlationId" | "position">;
}

const INSERT = `
insert into deliveries (id, tenant_id, partition_id, event_id, subscription_id, event_type, correlation_id, ordering_key,
                        position, sequence, state, due_at, replay_id)
select t.id, $1, $2, t.event_id, $3, t.event_type, t.correlation_id, t.ordering_key, t.position, t.sequence, 'pending', now(), $4
  from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[])
    as t(id, event_id, event_type, correlation_id, ordering_key, position, sequence)`;

/** Deliveries of past events to a subscription that had none of them. */
export async function insertHistory(
  tx: ClientBase,
  to: { tenantId: string; partitionId: number; subscriptionId: string; replayId: string | null },
  rows: readonly History[],
): Promise<void> {
  await tx.query(INSERT, [
    to.tenantId,
    to.partitionId,
    to.subscriptionId,
    to.replayId,
    rows.map((row) => row.id),
    rows.map((row) => row.event.eventId),
    rows.map((row) => row.event.eventType),
    rows.map((row) => row.event.correlationId),
    rows.map((row) => row.orderingKey),
    rows.map((row) => row.event.position),
    rows.map((row) => row.sequence),
  ]);
}

export interface LaneStep {
  replayId: string;
  subscriptionId: string;
  cursor: string | null;
  done: number;
  skipped: number;
  isEnd: boolean;
}

const MOVE = `
with moved as (
  update replay_lanes set cursor = coalesce($3, cursor), done = done + $4, skipped = skipped + $5,
         ended_at = case when $6 then now() end
   where replay_id = $1 and subscription_id = $2
)
update replays set seen_at = now(), next_chunk_at = greatest(now(), next_chunk_at) + make_interval(secs => $4::float8 / rate_per_second)
 where id = $1`;

/** Moves the lane on, and the time of the next chunk by what the rate makes of this one. */
export async function moveLane(tx: ClientBase, step: LaneStep): Promise<void> {
  await tx.query(MOVE, [step.replayId, step.subscriptionId, step.cursor, step.done, step.skipped, step.isEnd]);
}

// Nobody takes what is left. A replay to that one subscription has failed.
const END = `
with ended as (
  update replay_lanes set ended_at = now(), skipped = greatest(skipped, total - done)
   where replay_id = $1 and subscription_id = $2 returning total
)
update replays r set status = 'failed', error = $3, ended_at = now() from ended
 where r.id = $1 and (select count(*) from replay_lanes l where l.replay_id = $1) = 1`;

export async function endLane(
  tx: ClientBase,
  lane: { replayId: string; subscriptionId: string; error: string },
): Promise<void> {
  await tx.query(END, [lane.replayId, lane.subscriptionId, lane.error]);
}
