import type { Queryable } from "../transaction";

export type RunStatus = "active" | "completed" | "failed" | "cancelled";

export interface LockedRun {
  id: string;
  functionId: string;
  status: RunStatus;
  /** Steps that were planned side by side and are not finished. */
  pending: string[];
  parentRunId: string | null;
  parentStepId: string | null;
  singletonKey: string | null;
  priority: number;
  isRacing: boolean;
  restarts: number;
}

const COLUMNS = `id, function_id as "functionId", status, pending, parent_run_id as "parentRunId",
       parent_step_id as "parentStepId", singleton_key as "singletonKey", priority, is_racing as "isRacing", restarts`;
// Not FOR UPDATE: a job for this run may be inserted meanwhile, by whoever has news for it.
const LOCK = `select ${COLUMNS} from engine_runs where id = $1 for no key update`;
const LOCK_AND_TAKE = `
with run as materialized (${LOCK}),
     taken as (delete from engine_jobs j using run where j.id = $2 and j.generation = $3 returning j.id)
select run.*, exists (select from taken) as "isTaken" from run`;

/** A lease: the job and the claim of it. */
export interface Lease {
  jobId: string;
  generation: number;
}

/** Always the first lock of a transaction that changes a run; its jobs come second. */
export async function lockRun(db: Queryable, runId: string): Promise<LockedRun | undefined> {
  const { rows } = await db.query<LockedRun>(LOCK, [runId]);
  return rows[0];
}

/** The same, and the job is gone; undefined if its lease was lost: somebody else runs it or has finished it. */
export async function lockRunAndTakeJob(
  db: Queryable,
  runId: string,
  { jobId, generation }: Lease,
): Promise<LockedRun | undefined> {
  const { rows } = await db.query<LockedRun & { isTaken: boolean }>(LOCK_AND_TAKE, [runId, jobId, generation]);
  return rows[0]?.isTaken ? rows[0] : undefined;
}
