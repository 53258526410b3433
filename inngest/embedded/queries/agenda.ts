import type { Queryable } from "../transaction";

/** What there is to do, by the database's clock. Null: nothing is planned. */
export interface Agenda {
  hasEvents: boolean;
  hasCalls: boolean;
  hasControl: boolean;
  hasTicks: boolean;
  hasDebounces: boolean;
  hasBatches: boolean;
  /** Until the next job is due, a lease ends, a cron ticks or a buffer is full of time; for timers, so rounded up. */
  nextInMs: number | null;
}

// Index look-ups only. Due calls that wait for a concurrency key do not count into the time: their wake is the end of
// the call that holds the key, or of its lease.
const SQL = `
select exists (select from engine_events where dispatched_at is null) as "hasEvents",
       exists (select from engine_jobs where ready_at <= now() and function_id = any($1)
                  and kind in ('discover', 'step')) as "hasCalls",
       exists (select from engine_jobs where ready_at <= now() and function_id = any($1)
                  and kind not in ('discover', 'step')) as "hasControl",
       coalesce(tick.at <= now(), false) as "hasTicks",
       coalesce(debounce.at <= now(), false) as "hasDebounces",
       coalesce(batch.at <= now(), false) as "hasBatches",
       ceil(extract(epoch from least(job.at, case when tick.at > now() then tick.at end,
                                     case when debounce.at > now() then debounce.at end,
                                     case when batch.at > now() then batch.at end) - now()) * 1000)::float8 as "nextInMs"
  from (select min(ready_at) as at from engine_jobs where ready_at > now() and function_id = any($1)) job,
       (select min(next_at) as at from engine_crons where function_id = any($1)) tick,
       (select min(fires_at) as at from engine_debounces where function_id = any($1)) debounce,
       (select min(flush_at) as at from engine_batches where function_id = any($1)) batch`;

export async function readAgenda(db: Queryable, functionIds: readonly string[]): Promise<Agenda> {
  const { rows } = await db.query<Agenda>(SQL, [functionIds]);
  if (!rows[0]) throw new Error("the agenda query gave no row");
  return rows[0];
}
