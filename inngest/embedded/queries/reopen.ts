import type { Queryable } from "../transaction";
import { ENGINE_CHANNEL } from "./channel";

const REOPEN = `
update engine_runs set status = 'active', output = null, reason = null, started_at = null, ended_at = null,
       is_racing = false, restarts = restarts + 1
 where id = $1`;
const FORGET_FAILED = `delete from engine_steps where run_id = $1 and output like '{"type":"error"%'`;
const START = `
insert into engine_jobs (id, run_id, function_id, kind, max_attempts, ready_at) values ($1, $2, $3, 'start', 1, now())
returning pg_notify('${ENGINE_CHANNEL}', '')::text as notified`;
const HURRY = `
update engine_jobs set ready_at = now() where run_id = $1 and attempt > 0 and lease_owner is null
returning pg_notify('${ENGINE_CHANNEL}', '')::text as notified`;

export async function reopenRun(db: Queryable, runId: string): Promise<void> {
  await db.query(REOPEN, [runId]);
}

export async function forgetFailedSteps(db: Queryable, runId: string): Promise<void> {
  await db.query(FORGET_FAILED, [runId]);
}

/** A worker that knows the function queues its first call. */
export async function insertStartJob(
  db: Queryable,
  { id, functionId, restarts }: { id: string; functionId: string; restarts: number },
): Promise<void> {
  await db.query(START, [`${id}:start:${restarts}`, id, functionId]);
}

/** Makes waiting tries due; false if none waits. */
export async function hurryRetries(db: Queryable, runId: string): Promise<boolean> {
  const { rows } = await db.query(HURRY, [runId]);
  return rows.length > 0;
}
