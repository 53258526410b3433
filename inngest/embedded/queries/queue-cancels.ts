import type { Queryable } from "../transaction";
import { ENGINE_CHANNEL } from "./channel";

export interface QueuedCancel {
  waitId: string;
  runId: string;
  /** JSON text: why. */
  payload: string;
}

const SQL = `
insert into engine_jobs (id, run_id, function_id, kind, max_attempts, ready_at, payload)
select wait_id, r.id, r.function_id, 'cancel', 1, now(), payload
  from unnest($1::text[], $2::text[], $3::text[]) as c (wait_id, run_id, payload)
  join engine_runs r on r.id = c.run_id and r.status = 'active'
on conflict (id) do nothing
returning pg_notify('${ENGINE_CHANNEL}', '')::text as notified`;

/** The run's end is a job of its own, so that the matching of events waits for nobody's lock. */
export async function queueCancels(db: Queryable, cancels: readonly QueuedCancel[]): Promise<void> {
  await db.query(SQL, [cancels.map((c) => c.waitId), cancels.map((c) => c.runId), cancels.map((c) => c.payload)]);
}
