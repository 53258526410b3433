import type pg from "pg";
import { z } from "zod";
import { continueRun } from "./continue-run";
import { beginRuns } from "./create-runs";
import { cancelLockedRun } from "./end-run";
import type { EngineEvent } from "./event";
import { engineJob, type JobContext, runRefOf } from "./job";
import { type FinishedStep, finishedWait } from "./ops";
import { deleteExpiry, deleteWait, type EndedWait, readStart } from "./queries/control";
import { insertJobs } from "./queries/insert-jobs";
import { type LockedRun, lockRunAndTakeJob } from "./queries/lock-run";
import { inTransaction, type Queryable } from "./transaction";
import { stepWaitId } from "./wait-id";

const slept = z.object({ name: z.string() });
const resumed = z.object({ name: z.string(), kind: z.enum(["wait", "invoke"]), output: z.string() });

/** Does one of the engine's own jobs, in one transaction. `lost`: another engine has taken it over. */
export function doControlJob(pool: pg.Pool, context: JobContext): Promise<"done" | "lost"> {
  const { job } = context;
  return inTransaction(pool, async (client) => {
    const run = await lockRunAndTakeJob(client, job.runId, { jobId: job.id, generation: job.generation });
    if (!run) return "lost";
    if (run.status === "active") await perform(client, run, context);
    return "done";
  });
}

async function perform(db: Queryable, run: LockedRun, context: JobContext): Promise<void> {
  const { job, fn } = context;
  switch (job.kind) {
    case "start":
      // What a run that is taken up again has kept is left alone; events of the future have come.
      return beginRuns(db, [{ ...runRefOf(job, fn), events: job.events }]);
    case "sleep": {
      const { name } = slept.parse(JSON.parse(job.payload ?? "null"));
      return finishOwnStep(db, run, context, { name, kind: "sleep", output: finishedWait(null) });
    }
    case "resume":
      await deleteExpiry(db, run.id, job.stepId ?? "");
      return finishOwnStep(db, run, context, resumed.parse(JSON.parse(job.payload ?? "null")));
    case "expire": {
      const wait = await deleteWait(db, stepWaitId(run.id, job.stepId ?? ""));
      if (wait) await finishOwnStep(db, run, context, { ...wait, output: outputOfExpired(wait) });
      return;
    }
    case "cancel":
      return cancel(db, run, context, z.string().parse(JSON.parse(job.payload ?? "null")));
    case "deadline":
      return meetDeadline(db, run, context);
    case "discover":
    case "step":
      throw new Error(`${job.kind} is no job of the engine's own`);
    default:
      return job.kind satisfies never;
  }
}

async function finishOwnStep(
  db: Queryable,
  run: LockedRun,
  context: JobContext,
  step: Omit<FinishedStep, "id">,
): Promise<void> {
  const { stepId } = context.job;
  if (stepId === null) throw new Error(`the job ${context.job.id} has no step`);
  const startedAt = null; // this is no call
  await continueRun(db, run, {
    ...context,
    startedAt,
    finished: [{ id: stepId, ...step }],
    planned: [],
    isRacing: false,
  });
}

function outputOfExpired({ kind, name }: EndedWait): string {
  if (kind === "wait") return finishedWait(null);
  const message = `The invoked function did not end in time (step "${name}").`;
  return JSON.stringify({ type: "error", error: { name: "InngestInvokeTimeoutError", message } });
}

/** Why a cancel job comes, as its payload. */
export function cancelPayload(event: EngineEvent): string {
  return JSON.stringify(`The event ${event.name} (${event.id}) cancelled it.`);
}

function cancel(db: Queryable, run: LockedRun, { job, isWanted }: JobContext, reason: string): Promise<void> {
  return cancelLockedRun(db, run, { reason, events: job.events, isWanted });
}

/** Not started in time: cancelled. The time to finish counts from the first call, which may have come late. */
async function meetDeadline(db: Queryable, run: LockedRun, context: JobContext): Promise<void> {
  const { job, fn } = context;
  const { startedAt, now } = await readStart(db, run.id);
  const { finishMs } = fn.flow.timeouts;
  if (job.id.includes(":deadline:start")) {
    if (startedAt === null) await cancel(db, run, context, "It did not start within its time (timeouts.start).");
    return;
  }
  if (finishMs === undefined) return; // the option went with a new version of the function
  const leftMs = startedAt === null ? finishMs : startedAt.getTime() + finishMs - now.getTime();
  if (leftMs <= 0) return cancel(db, run, context, "It did not finish within its time (timeouts.finish).");
  await insertJobs(db, [engineJob(runRefOf(job, fn), { kind: "deadline", name: "finish", due: { inMs: leftMs } })]);
}
