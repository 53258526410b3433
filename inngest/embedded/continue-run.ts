import { createRuns } from "./create-runs";
import { endRun } from "./end-run";
import type { EngineEvent } from "./event";
import { rateLimitVerdicts } from "./gates";
import { discoverJob, engineJob, type JobContext, type NewJob, type RunRef, runRefOf, stepJob } from "./job";
import type { FinishedStep, PlannedStep } from "./ops";
import { insertJobs } from "./queries/insert-jobs";
import { insertStepWaits, type NewStepWait } from "./queries/insert-waits";
import type { LockedRun } from "./queries/lock-run";
import { resumeWaits } from "./queries/resume";
import { insertSteps, measureSteps, setProgress } from "./queries/steps";
import type { Queryable } from "./transaction";
import { newUlid } from "./ulid";
import { stepWaitId } from "./wait-id";
import { matchOf } from "./wait-match";

// Of the server.
export const MAX_STEPS = 1_000;
export const MAX_STATE_BYTES = 32 * 1_024 * 1_024;

export interface Progress extends JobContext {
  finished: readonly FinishedStep[];
  planned: readonly PlannedStep[];
  isRacing: boolean;
  /** When the call began, if it was one. */
  startedAt: Date | null;
}

/**
 * Saves finished steps of the locked run, queues those that were planned, and queues the next call of the function:
 * when the last of the steps that were planned side by side is finished, or, where they race, when any is.
 */
export async function continueRun(db: Queryable, run: LockedRun, progress: Progress): Promise<void> {
  const { job, fn, finished, planned, startedAt } = progress;
  await insertSteps(db, run.id, finished);
  const { count, bytes } = await measureSteps(db, run.id);
  const problem = overflow({ count: count + planned.length, bytes });
  if (problem) {
    const end = { status: "Failed", error: problem } as const;
    return endRun(db, run, { end, events: job.events, startedAt, isWanted: progress.isWanted });
  }
  const done = new Set([...finished.map((step) => step.id), job.stepId]);
  const pending = [...new Set([...run.pending.filter((id) => !done.has(id)), ...planned.map((step) => step.id)])];
  const isRacing = run.isRacing || progress.isRacing;
  await setProgress(db, { runId: run.id, pending, isRacing, startedAt });
  await queuePlanned(db, progress);
  if (pending.length === 0 || (isRacing && finished.length > 0)) {
    await insertJobs(db, [discoverJob(runRefOf(job, fn), { finishedSteps: count })]);
  }
}

/** The error of a run that has grown too large, under the server's names. */
export function overflow({
  count,
  bytes,
}: {
  count: number;
  bytes: number;
}): { name: string; message: string } | undefined {
  if (count > MAX_STEPS) {
    return {
      name: "InngestErrFunctionOverflowed",
      message: `A run may have ${MAX_STEPS} steps; this one has ${count}.`,
    };
  }
  if (bytes <= MAX_STATE_BYTES) return undefined;
  const message = `The steps of a run may return ${MAX_STATE_BYTES} bytes together; these returned ${bytes}.`;
  return { name: "InngestErrStateOverflowed", message };
}

async function queuePlanned(db: Queryable, progress: Progress): Promise<void> {
  if (progress.planned.length === 0) return;
  const run = runRefOf(progress.job, progress.fn);
  const waiting = progress.planned.filter((step) => step.kind === "wait" || step.kind === "invoke");
  const isNew = new Set(
    await insertStepWaits(
      db,
      waiting.map((step) => waitOf(run, step)),
    ),
  );
  await insertJobs(
    db,
    progress.planned.map((step) => jobOf(run, step)),
  );
  for (const step of waiting) {
    if (step.kind === "invoke" && isNew.has(stepWaitId(run.runId, step.id))) await invoke(db, progress, step);
  }
}

function jobOf(run: RunRef, step: PlannedStep): NewJob {
  switch (step.kind) {
    case "step":
      return stepJob(run, step.id);
    case "sleep": {
      const payload = JSON.stringify({ name: step.name });
      return engineJob(run, { kind: "sleep", name: step.id, stepId: step.id, due: step.due, payload });
    }
    case "wait":
    case "invoke":
      return engineJob(run, { kind: "expire", name: step.id, stepId: step.id, due: step.due });
    default:
      return step satisfies never;
  }
}

function waitOf(run: RunRef, step: PlannedStep & { kind: "wait" | "invoke" }): NewStepWait {
  const { id: stepId, name, due: expires } = step;
  const base = { id: stepWaitId(run.runId, stepId), runId: run.runId, stepId, name, expires };
  if (step.kind === "invoke") return { ...base, eventName: undefined, expression: undefined };
  const { eventName, expression } = step;
  return { ...base, eventName, expression, ...matchOf(expression, run.event) };
}

/** Starts the run of an invoked function, past its triggers, batches and debounces; what prevents it fails the step. */
async function invoke(db: Queryable, progress: Progress, step: PlannedStep & { kind: "invoke" }): Promise<void> {
  const parent = { runId: progress.job.runId, stepId: step.id };
  const fn = progress.functions.get(step.functionId);
  const id = newUlid();
  const event: EngineEvent = { id, name: "inngest/function.invoked", data: step.data, ts: Date.now(), user: {} };
  let problem: string | undefined;
  if (!fn) problem = `There is no function ${step.functionId}.`;
  else if (!(await rateLimitVerdicts(db, [{ fn, event }]))[0]) problem = `${fn.id} is over its rate limit.`;
  else if ((await createRuns(db, [{ fn, events: [event], key: `invoke ${id}`, parent }])).length > 0)
    problem = `Another run of the singleton ${fn.id} is active.`;
  if (problem === undefined) return;
  const output = JSON.stringify({ type: "error", error: { name: "InvokeRefused", message: problem } });
  await resumeWaits(db, [{ waitId: stepWaitId(parent.runId, parent.stepId), output }]);
}
