import type { Queryable } from "../transaction";
import { ENGINE_CHANNEL } from "./channel";
import type { Lease } from "./lock-run";

const RESET_ATTEMPT = "update engine_jobs set attempt = 0 where id = $1 and generation = $2";
const RETRY_JOB = `
update engine_jobs
   set attempt = attempt + 1, lease_owner = null, last_error = $3, ready_at = now() + $4 * interval '1 millisecond'
 where id = $1 and generation = $2`;
// Only if somebody waits for the key: a notification makes all commits of the database queue for a moment.
const ANNOUNCE = `
select pg_notify('${ENGINE_CHANNEL}', '')
 where exists (select from engine_jobs where slots && $1 and lease_owner is null and ready_at <= now())`;

/** False: the lease was lost. */
export async function resetAttempt(db: Queryable, { jobId, generation }: Lease): Promise<boolean> {
  const { rowCount } = await db.query(RESET_ATTEMPT, [jobId, generation]);
  return rowCount === 1;
}

/** Gives the lease back; the job is due again after `delayMs`. False: the lease was lost. */
export async function retryJob(
  db: Queryable,
  { jobId, generation, error, delayMs }: Lease & { error: string; delayMs: number },
): Promise<boolean> {
  const { rowCount } = await db.query(RETRY_JOB, [jobId, generation, error, delayMs]);
  return rowCount === 1;
}

/** Wakes the other engines if a job waits for one of these concurrency keys. */
export async function announceFreedSlots(db: Queryable, slots: readonly string[]): Promise<void> {
  if (slots.length > 0) await db.query(ANNOUNCE, [slots]);
}
