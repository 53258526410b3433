import { pool } from "@/lib/prisma";

/** A process that wrote nothing for this long has ended. */
const FRESH_SECONDS = 30;

const WRITE = `
insert into process_metrics (process_id, kind, snapshot) values ($1, $2, $3::json)
on conflict (process_id) do update set snapshot = excluded.snapshot, updated_at = now()`;

export async function writeProcessMetrics(processId: string, kind: string, snapshot: unknown): Promise<void> {
  await pool().query({ name: "write-metrics", text: WRITE, values: [processId, kind, JSON.stringify(snapshot)] });
}

/** What the living processes counted; also forgets the dead ones. */
export async function readProcessMetrics(): Promise<object[]> {
  await pool().query(`delete from process_metrics where updated_at < now() - interval '${FRESH_SECONDS} seconds'`);
  const { rows } = await pool().query<{ snapshot: object }>("select snapshot from process_metrics");
  return rows.map((row) => row.snapshot);
}

export async function forgetProcessMetrics(processId: string): Promise<void> {
  await pool().query("delete from process_metrics where process_id = $1", [processId]);
}

export interface Backlog {
  tenantId: string;
  subscriptionId: string;
  waiting: number;
}

/** Lanes that are looked at, and rows of each that are counted; what is beyond is estimated from its numbers. */
const MAX_LANES = 1_000;
const MAX_COUNTED = 1_000;

// A loose index scan over the lanes with something waiting, and a thousand entries of the index for each at most: a
// million rows of one dead endpoint cost no more than those of a busy one.
const BACKLOGS = `
with recursive lane as (
  (select partition_id, subscription_id, 1 as n from deliveries
    where state = 'pending' order by partition_id, subscription_id limit 1)
  union all
  (select d.partition_id, d.subscription_id, n + 1 from lane
    cross join lateral (
      select partition_id, subscription_id from deliveries
       where state = 'pending' and (partition_id, subscription_id) > (lane.partition_id, lane.subscription_id)
       order by partition_id, subscription_id limit 1) d
    where n < ${MAX_LANES})
)
select s.tenant_id as "tenantId", lane.subscription_id as "subscriptionId",
       case when c.counted < ${MAX_COUNTED} then c.counted
            else greatest(c.counted, l.last_sequence - first.sequence + 1) end::int as waiting
  from lane
  join subscriptions s on s.id = lane.subscription_id
  join lanes l on l.subscription_id = lane.subscription_id
 cross join lateral (
   select count(*) as counted from (
     select from deliveries d where d.partition_id = lane.partition_id and d.subscription_id = lane.subscription_id
        and d.state = 'pending' limit ${MAX_COUNTED}) w) c
 cross join lateral (
   select d.sequence from deliveries d where d.partition_id = lane.partition_id and d.subscription_id = lane.subscription_id
      and d.state = 'pending' order by d.due_at, d.position limit 1) first
 order by waiting desc`;

/** What waits in each lane, now or for its next attempt. Largest first. */
export async function readBacklogs(): Promise<Backlog[]> {
  return (await pool().query<Backlog>({ name: "metric-backlogs", text: BACKLOGS })).rows;
}

export interface OpenBreaker {
  tenantId: string;
  subscriptionId: string;
  state: string;
}

export async function readOpenBreakers(): Promise<OpenBreaker[]> {
  const text = `select tenant_id as "tenantId", subscription_id as "subscriptionId", breaker->>'state' as state
                  from lanes where breaker->>'state' in ('open', 'half_open') order by subscription_id`;
  return (await pool().query<OpenBreaker>({ name: "metric-breakers", text })).rows;
}
