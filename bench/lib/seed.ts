import { query } from "./database";

export interface Seed {
  tenantId: string;
  partitionId: number;
  subscriptionIds: readonly string[];
  /** Events; each has one delivery for each subscription. */
  events: number;
  state: "pending" | "delivered";
  bytes: number;
  /** The payload's number of the first. */
  first: number;
  /** How long before now they were made, spread over this time. */
  spreadSeconds: number;
}

const CHUNK = 100_000;

/**
 * Writes events that were routed long ago, with their deliveries and (of delivered ones) attempts, past the product:
 * in SQL, as it would have left them.
 */
export async function seedDeliveries(url: string, seed: Seed): Promise<void> {
  for (let done = 0; done < seed.events; done += CHUNK) {
    const count = Math.min(CHUNK, seed.events - done);
    const newestSeconds = (seed.spreadSeconds * (seed.events - done)) / seed.events;
    await query(url, SEED, [
      seed.tenantId,
      seed.partitionId,
      seed.subscriptionIds,
      count,
      seed.state,
      "x".repeat(Math.max(0, seed.bytes - 60)),
      seed.first + done,
      newestSeconds,
      (seed.spreadSeconds * count) / seed.events,
    ]);
  }
}

// Ids as lib/ids.ts makes them: 12 hex digits of milliseconds, then what is unique.
const SEED = `
with made as materialized (
  select n, nextval('event_position_seq') as position, at,
         lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n), 7, '0') || substr(md5(n::text), 1, 12) as tail
    from (select n, now() - make_interval(secs => $8::float8 - $9::float8 * (n - $7::bigint) / $4::int) as at
            from generate_series($7::bigint, $7::bigint + $4::int - 1) n) numbered
), stored as (
  insert into events (id, tenant_id, position, type, timestamp, accepted_at, data)
  select 'evt_' || tail, $1, position, 'order.created', at, at,
         '{"n":' || n || ',"at":' || (extract(epoch from now()) * 1000)::bigint || ',"text":"' || $6::text || '"}' from made
), base as (
  select last_sequence from tenant_counters where tenant_id = $1
), routed as (
  insert into event_routings (event_id, tenant_id, sequence, matched, routed_at)
  select 'evt_' || tail, $1, base.last_sequence + row_number() over (order by position), cardinality($3::text[]), at from made, base
), counted as (
  update tenant_counters set last_sequence = last_sequence + $4::int where tenant_id = $1
), lane as (
  select subscription_id, ordinal, l.last_sequence from unnest($3::text[]) with ordinality as s(subscription_id, ordinal) join lanes l using (subscription_id)
), numbered as (
  update lanes set last_sequence = last_sequence + $4::int where subscription_id = any($3::text[])
), delivered as (
  insert into deliveries (id, tenant_id, partition_id, event_id, subscription_id, event_type, position, sequence, state, due_at,
                          attempt_count, attempt_total, first_attempt_at, last_attempt_at, last_outcome, last_status_code, settled_at, created_at)
  select 'dlv_' || substr(tail, 1, 20) || lpad(to_hex(lane.ordinal), 4, '0') || substr(tail, 25), $1, $2::smallint, 'evt_' || tail, lane.subscription_id, 'order.created', position,
         lane.last_sequence + row_number() over (partition by lane.subscription_id order by position), $5::delivery_state,
         case when $5 = 'pending' then at end, case when $5 = 'pending' then 0 else 1 end, case when $5 = 'pending' then 0 else 1 end,
         case when $5 = 'delivered' then at end, case when $5 = 'delivered' then at end,
         case when $5 = 'delivered' then 'succeeded' end, case when $5 = 'delivered' then 204 end, case when $5 = 'delivered' then at end, at
    from made cross join lane
  returning id, created_at
)
insert into attempts (id, delivery_id, tenant_id, number, trigger, outcome, status_code, started_at, duration_ms, timings, request_headers, response_headers, response_body)
select 'att_' || substr(id, 5), id, $1, 1, 'scheduled', 'succeeded', 204, created_at, 1.2, '{"queueMs":2,"totalMs":1.2}',
       '{"content-type":"application/json"}', '{}', ''
  from delivered where $5 = 'delivered'`;

/** Where a tenant's rows belong. */
export async function partitionOf(url: string, tenantId: string): Promise<number> {
  const [row] = await query<{ partitionId: number }>(
    url,
    'select partition_id as "partitionId" from tenants where id = $1',
    [tenantId],
  );
  return row?.partitionId ?? 0;
}
