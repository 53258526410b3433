import type { Queryable } from "../transaction";

/** What there is to do, by the database's clock. Null: nothing is planned. */
export interface Agenda {
  hasEvents: boolean;
  hasJobs: boolean;
  hasTicks: boolean;
  /** Until the next job is due, a lease ends or a cron ticks; for timers, so rounded up. */
  nextInMs: number | null;
}

// Index look-ups only. Due jobs that wait for a concurrency key do not count into the time: their wake is the end of
// the call that holds the key, or of its lease.
const SQL = `
select exists (select from engine_events where dispatched_at is null) as "hasEvents",
       exists (select from engine_jobs where ready_at <= now() and function_id = any($1)) as "hasJobs",
       coalesce(tick.at <= now(), false) as "hasTicks",
       ceil(extract(epoch from least(job.at, case when tick.at > now() then tick.at end) - now()) * 1000)::float8 as "nextInMs"
  from (select min(ready_at) as at from engine_jobs where ready_at > now() and function_id = any($1)) job,
       (select min(next_at) as at from engine_crons where function_id = any($1)) tick`;

export async function readAgenda(db: Queryable, functionIds: readonly string[]): Promise<Agenda> {
  const { rows } = await db.query<Agenda>(SQL, [functionIds]);
  if (!rows[0]) throw new Error("the agenda query gave no row");
  return rows[0];
}
