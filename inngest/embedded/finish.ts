import type pg from "pg";
import { type EndedRun, endEvents } from "./end-events";
import type { EngineFunction } from "./function";
import { type ClaimedJob, discoverJob, type NewJob, sleepJob, stepJob } from "./job";
import type { Outcome } from "./ops";
import {
  announceFreedSlots,
  countSteps,
  deleteJob,
  endRun,
  insertSteps,
  type LockedRun,
  lockRun,
  retryJob,
  setPending,
} from "./queries/finish-job";
import { insertEvents } from "./queries/insert-events";
import { insertJobs } from "./queries/insert-jobs";
import { inTransaction, type Queryable } from "./transaction";

export interface Finish {
  job: ClaimedJob;
  fn: EngineFunction;
  outcome: Outcome;
  /** If the outcome is a retry. */
  delayMs: number;
  /** True if some function may want to know of the end of runs. */
  isWanted(event: { name: string }): boolean;
}

/**
 * Writes what a call came to: step results, follow-up jobs, the end of the run and the end of this job, in one
 * transaction. `lost`: another engine took the job over meanwhile, and nothing was written.
 */
export function finishCall(pool: pg.Pool, finish: Finish): Promise<"done" | "lost"> {
  const { job, outcome, delayMs } = finish;
  const lease = { jobId: job.id, generation: job.generation };
  return inTransaction(pool, async (client) => {
    const run = await lockRun(client, job.runId);
    const isOurs =
      outcome.kind === "retry"
        ? await retryJob(client, { ...lease, error: JSON.stringify(outcome.error), delayMs })
        : await deleteJob(client, lease);
    if (!run || !isOurs) return "lost";
    if (run.status === "active") {
      await insertSteps(client, job.runId, outcome.finished);
      await applyOutcome(client, run, finish);
    }
    await announceFreedSlots(client, job.slots);
    return "done";
  });
}

async function applyOutcome(db: Queryable, run: LockedRun, finish: Finish): Promise<void> {
  const { outcome, job } = finish;
  switch (outcome.kind) {
    case "retry":
      return;
    case "continued":
      return continueRun(db, run, { ...finish, outcome });
    case "completed":
      await endRun(db, { runId: job.runId, status: "completed", output: outcome.output, startedAt: job.claimedAt });
      return announceEnd(db, finish, { status: "Completed", result: JSON.parse(outcome.output) as unknown });
    case "failed":
      await endRun(db, {
        runId: job.runId,
        status: "failed",
        output: JSON.stringify(outcome.error),
        startedAt: job.claimedAt,
      });
      return announceEnd(db, finish, { status: "Failed", error: outcome.error });
    default:
      return outcome satisfies never;
  }
}

type Continued = Finish & { outcome: Extract<Outcome, { kind: "continued" }> };

/** The last of the steps that were planned side by side queues the next call of the function. */
async function continueRun(db: Queryable, run: LockedRun, { job, fn, outcome }: Continued): Promise<void> {
  const event = job.events[0];
  if (!event) throw new Error(`run ${job.runId} has no event`);
  const done = new Set([...outcome.finished.map((step) => step.id), job.stepId]);
  const planned = outcome.planned.map((step) => step.id);
  const pending = [...new Set([...run.pending.filter((id) => !done.has(id)), ...planned])];
  await setPending(db, { runId: job.runId, pending, startedAt: job.claimedAt });

  const base = { runId: job.runId, fn, event };
  const jobs: NewJob[] = outcome.planned.map((step) =>
    step.kind === "step"
      ? stepJob({ ...base, stepId: step.id })
      : sleepJob({ ...base, stepId: step.id, due: step.due }),
  );
  if (pending.length === 0) {
    const finishedSteps = await countSteps(db, job.runId);
    jobs.push(discoverJob({ ...base, due: { inMs: 0 }, finishedSteps }));
  }
  await insertJobs(db, jobs);
}

async function announceEnd(db: Queryable, { job, fn, isWanted }: Finish, end: EndedRun["end"]): Promise<void> {
  const events = endEvents({ runId: job.runId, functionId: fn.id, events: job.events, end }).filter(({ event }) =>
    isWanted(event),
  );
  if (events.length > 0) await insertEvents(db, events);
}
