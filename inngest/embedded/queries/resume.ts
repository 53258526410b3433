import type { Queryable } from "../transaction";
import { ENGINE_CHANNEL } from "./channel";

/** What a waiting step gets. `output` is JSON text in the form in which the SDK reads it back. */
export interface Resumption {
  waitId: string;
  output: string;
}

// Whoever deletes the wait brings the step's result: the event, the end of the invoked run, or the time-out. Rows are
// locked in the order of their ids, so that two engines cannot deadlock.
const SQL = `
with news as (select * from unnest($1::text[], $2::text[]) as n (wait_id, output)),
     found as (select w.id from engine_waits w join news on news.wait_id = w.id order by w.id for update of w),
     met as (delete from engine_waits w using found where w.id = found.id returning w.id, w.run_id, w.step_id, w.name, w.event_name)
insert into engine_jobs (id, run_id, function_id, kind, step_id, max_attempts, ready_at, payload)
select met.id || ':resume', met.run_id, r.function_id, 'resume', met.step_id, 1, now(),
       json_build_object('name', met.name, 'kind', case when met.event_name is null then 'invoke' else 'wait' end,
                         'output', news.output)::text
  from met join news on news.wait_id = met.id join engine_runs r on r.id = met.run_id
    on conflict (id) do nothing
returning pg_notify('${ENGINE_CHANNEL}', '')::text as notified`;

/** Ends waits and queues their steps' results; a wait that somebody else has ended is left alone. */
export async function resumeWaits(db: Queryable, resumptions: readonly Resumption[]): Promise<void> {
  if (resumptions.length === 0) return;
  await db.query(SQL, [resumptions.map((r) => r.waitId), resumptions.map((r) => r.output)]);
}
