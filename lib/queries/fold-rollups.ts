import { pool } from "@/lib/prisma";

/** Rows of one fold, so that a fold after a long pause stays a short transaction. */
const CHUNK = 20_000;

/**
 * Takes the oldest deltas away and adds them to the sums of their five minutes, for the installation, the tenant and
 * the subscription. One statement: a reader sees each delta either here or there. Cost: about 4 µs a delta.
 */
const FOLD = `
with gone as (
  delete from rollup_deltas where id = any(array(select id from rollup_deltas order by id limit ${CHUNK})) returning *
), keyed as materialized (
  select date_bin('5 minutes', at, 'epoch') as at, tenant_id, subscription_id, result, count, delivered, dead, durations
    from gone
), sums as (
  insert into rollups (scope, at, result, count, delivered, dead)
  select case when grouping(subscription_id) = 0 then subscription_id when grouping(tenant_id) = 0 then tenant_id else '' end,
         at, result, sum(count), sum(delivered), sum(dead)
    from keyed
   group by grouping sets ((at, result), (at, result, tenant_id), (at, result, subscription_id))
  having grouping(subscription_id) = 1 or subscription_id is not null
  on conflict (scope, at, result) do update
     set count = rollups.count + excluded.count, delivered = rollups.delivered + excluded.delivered,
         dead = rollups.dead + excluded.dead
), latencies as (
  insert into rollup_latencies (scope, at, bucket, count)
  select case when grouping(subscription_id) = 0 then subscription_id when grouping(tenant_id) = 0 then tenant_id else '' end,
         at, bucket, count(*)
    from keyed, unnest(durations) as d(ms), latency_bucket(ms) as bucket
   group by grouping sets ((at, bucket), (at, bucket, tenant_id), (at, bucket, subscription_id))
  on conflict (scope, at, bucket) do update set count = rollup_latencies.count + excluded.count
)
select count(*)::int as count from gone`;

/** Folds up to a chunk; answers how many deltas it took. Two at once would wait for each other, not count twice. */
export async function foldSomeRollups(): Promise<{ count: number; isAll: boolean }> {
  const { rows } = await pool().query<{ count: number }>({ name: "fold-rollups", text: FOLD });
  const count = rows[0]?.count ?? 0;
  return { count, isAll: count < CHUNK };
}

const SAMPLE = `
with waiting as (
  select subscription_id, count(*) as pending from deliveries where state = 'pending' group by subscription_id
)
insert into backlog_samples (scope, at, pending)
select case when grouping(w.subscription_id) = 0 then w.subscription_id when grouping(s.tenant_id) = 0 then s.tenant_id else '' end,
       date_bin('5 minutes', now(), 'epoch'), coalesce(sum(w.pending), 0)
  from waiting w join subscriptions s on s.id = w.subscription_id
 group by grouping sets ((), (s.tenant_id), (w.subscription_id))
on conflict (scope, at) do update set pending = greatest(backlog_samples.pending, excluded.pending)`;

/** Counts what waits now. An index-only scan of what is pending: about 0.1 s a million. */
export async function sampleBacklog(): Promise<void> {
  await pool().query(SAMPLE);
}

/** Rows of one delete. */
const PRUNED = 20_000;

/** Sums that are older than the longest window a chart can show. */
export async function pruneRollups(olderThanHours: number): Promise<void> {
  for (const table of ["rollups", "rollup_latencies", "backlog_samples"]) {
    let removed: number;
    do {
      const { rowCount } = await pool().query(
        `delete from ${table} where ctid = any(array(select ctid from ${table}
          where at < now() - make_interval(hours => $1) limit ${PRUNED}))`,
        [olderThanHours],
      );
      removed = rowCount ?? 0;
    } while (removed === PRUNED);
  }
}
