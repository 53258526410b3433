import type { FinishedStep } from "../ops";
import type { Queryable } from "../transaction";
import { ENGINE_CHANNEL } from "./channel";

/** A lease: the job and the claim of it. */
export interface Lease {
  jobId: string;
  generation: number;
}

export interface LockedRun {
  status: "active" | "completed" | "failed" | "cancelled";
  pending: string[];
}

// Always the first lock of a transaction that changes a run; the job's comes second.
const LOCK_RUN = "select status, pending from engine_runs where id = $1 for update";
const DELETE_JOB = "delete from engine_jobs where id = $1 and generation = $2";
const RESET_ATTEMPT = "update engine_jobs set attempt = 0 where id = $1 and generation = $2";
const RETRY_JOB = `
update engine_jobs
   set attempt = attempt + 1, lease_owner = null, last_error = $3, ready_at = now() + $4 * interval '1 millisecond'
 where id = $1 and generation = $2`;
const INSERT_STEPS = `
insert into engine_steps (run_id, step_id, name, output)
select $1, step_id, name, output from unnest($2::text[], $3::text[], $4::text[]) as step (step_id, name, output)
on conflict (run_id, step_id) do nothing`;
const COUNT_STEPS = "select count(*)::int as n from engine_steps where run_id = $1";
const SET_PENDING = "update engine_runs set pending = $2, started_at = coalesce(started_at, $3) where id = $1";
const END_RUN = `
update engine_runs set status = $2, output = $3, pending = '{}', started_at = coalesce(started_at, $4), ended_at = now()
 where id = $1`;
const DELETE_JOBS = "delete from engine_jobs where run_id = $1";
// Only if somebody waits for the key: a notification makes all commits of the database queue for a moment.
const ANNOUNCE = `
select pg_notify('${ENGINE_CHANNEL}', '')
 where exists (select from engine_jobs where slots && $1 and lease_owner is null and ready_at <= now())`;

export async function lockRun(db: Queryable, runId: string): Promise<LockedRun | undefined> {
  const { rows } = await db.query<LockedRun>(LOCK_RUN, [runId]);
  return rows[0];
}

/** False: the lease was lost, somebody else runs this job or has finished it. */
export async function deleteJob(db: Queryable, { jobId, generation }: Lease): Promise<boolean> {
  const { rowCount } = await db.query(DELETE_JOB, [jobId, generation]);
  return rowCount === 1;
}

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

/** The first result of a step stays. */
export async function insertSteps(db: Queryable, runId: string, steps: readonly FinishedStep[]): Promise<void> {
  if (steps.length === 0) return;
  await db.query(INSERT_STEPS, [runId, steps.map((s) => s.id), steps.map((s) => s.name), steps.map((s) => s.output)]);
}

export async function countSteps(db: Queryable, runId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(COUNT_STEPS, [runId]);
  return rows[0]?.n ?? 0;
}

export async function setPending(
  db: Queryable,
  { runId, pending, startedAt }: { runId: string; pending: readonly string[]; startedAt: Date },
): Promise<void> {
  await db.query(SET_PENDING, [runId, pending, startedAt]);
}

/** Ends the run and removes what it still had queued. */
export async function endRun(
  db: Queryable,
  {
    runId,
    status,
    output,
    startedAt,
  }: { runId: string; status: "completed" | "failed"; output: string; startedAt: Date },
): Promise<void> {
  await db.query(END_RUN, [runId, status, output, startedAt]);
  await db.query(DELETE_JOBS, [runId]);
}

/** Wakes the other engines if a job waits for one of these concurrency keys. */
export async function announceFreedSlots(db: Queryable, slots: readonly string[]): Promise<void> {
  if (slots.length > 0) await db.query(ANNOUNCE, [slots]);
}
