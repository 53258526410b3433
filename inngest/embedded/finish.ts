import type pg from "pg";
import { continueRun } from "./continue-run";
import type { End } from "./end-events";
import { endRun } from "./end-run";
import type { JobContext } from "./job";
import type { Outcome } from "./ops";
import { announceFreedSlots, retryJob } from "./queries/finish-job";
import { type LockedRun, lockRun, lockRunAndTakeJob } from "./queries/lock-run";
import { insertSteps } from "./queries/steps";
import { inTransaction, type Queryable } from "./transaction";

export interface Finish extends JobContext {
  outcome: Outcome;
  /** If the outcome is a retry. */
  delayMs: number;
}

/**
 * Writes what a call came to: step results, follow-up jobs, the end of the run and the end of this job, in one
 * transaction. `lost`: another engine took the job over meanwhile, and nothing was written.
 */
export function finishCall(pool: pg.Pool, finish: Finish): Promise<"done" | "lost"> {
  const { job } = finish;
  return inTransaction(pool, async (client) => {
    const run = await settleJob(client, finish);
    if (!run) return "lost";
    if (run.status === "active") await applyOutcome(client, run, finish);
    await announceFreedSlots(client, job.slots);
    return "done";
  });
}

/** Undefined: the lease was lost. */
async function settleJob(db: Queryable, { job, outcome, delayMs }: Finish): Promise<LockedRun | undefined> {
  const lease = { jobId: job.id, generation: job.generation };
  if (outcome.kind !== "retry") return lockRunAndTakeJob(db, job.runId, lease);
  const run = await lockRun(db, job.runId);
  const error = JSON.stringify(outcome.error ?? null);
  return (await retryJob(db, { ...lease, error, delayMs })) ? run : undefined;
}

async function applyOutcome(db: Queryable, run: LockedRun, finish: Finish): Promise<void> {
  const { outcome, job } = finish;
  const startedAt = job.claimedAt;
  switch (outcome.kind) {
    case "retry":
      return insertSteps(db, run.id, outcome.finished);
    case "continued":
      return continueRun(db, run, { ...finish, ...outcome, startedAt });
    case "completed":
      await insertSteps(db, run.id, outcome.finished);
      return end(db, run, finish, { status: "Completed", result: JSON.parse(outcome.output) as unknown });
    case "failed":
      await insertSteps(db, run.id, outcome.finished);
      return end(db, run, finish, { status: "Failed", error: outcome.error });
    default:
      return outcome satisfies never;
  }
}

function end(db: Queryable, run: LockedRun, { job, isWanted }: Finish, how: End): Promise<void> {
  return endRun(db, run, { end: how, events: job.events, startedAt: job.claimedAt, isWanted });
}
