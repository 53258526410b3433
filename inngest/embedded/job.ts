import { SECOND_MS } from "@/lib/clock";
import type { EngineEvent } from "./event";
import type { EngineFunction } from "./function";

/**
 * discover: call the function from its start, with the finished steps. step: run one planned step. The others are
 * the engine's own. start: queue the first call. sleep: only wait. resume: a waiting step has its result. expire: a
 * wait ends without one. cancel: end the run. deadline: end it if it has not started or not finished by now.
 */
export type JobKind = "discover" | "step" | "start" | "sleep" | "resume" | "expire" | "cancel" | "deadline";

/** What of a run its jobs are made with. */
export interface RunRef {
  runId: string;
  fn: EngineFunction;
  /** The first one; concurrency keys are made of it. */
  event: EngineEvent;
  /** Seconds by which its calls go before others. */
  priority: number;
  restarts: number;
}

/** A job that this engine has leased, with all that its call needs. */
export interface ClaimedJob {
  id: string;
  runId: string;
  functionId: string;
  kind: JobKind;
  stepId: string | null;
  /** From 0. */
  attempt: number;
  maxAttempts: number;
  generation: number;
  slots: string[];
  /** JSON text; see schema.prisma. */
  payload: string | null;
  events: EngineEvent[];
  /** Finished steps in order of completion. */
  steps: { id: string; output: unknown }[];
  /** The function shall only plan its steps: several calls of the run are under way. */
  isRacing: boolean;
  priority: number;
  restarts: number;
  claimedAt: Date;
}

/** A leased job, with what its effects on its run depend on. */
export interface JobContext {
  job: ClaimedJob;
  fn: EngineFunction;
  functions: ReadonlyMap<string, EngineFunction>;
  /** True if some function may want to know of the end of runs. */
  isWanted(event: { name: string }): boolean;
}

/** When a job is due: milliseconds from the database's now, or a fixed time. */
export type Due = { inMs: number } | { at: Date };

export interface NewJob {
  /** Says what the job is for, so that it cannot be queued twice. */
  id: string;
  runId: string;
  functionId: string;
  kind: JobKind;
  stepId: string | null;
  maxAttempts: number;
  due: Due;
  slots: string[];
  slotLimits: number[];
  payload: string | null;
}

/** `finishedSteps` numbers the call: it grows between two discoveries of one run. */
export function discoverJob(run: RunRef, { due, finishedSteps }: { due?: Due; finishedSteps: number }): NewJob {
  return callJob(run, { kind: "discover", name: String(finishedSteps), stepId: null, due });
}

export function stepJob(run: RunRef, stepId: string): NewJob {
  return callJob(run, { kind: "step", name: stepId, stepId, due: undefined });
}

function callJob(
  run: RunRef,
  { kind, name, stepId, due }: { kind: "discover" | "step"; name: string; stepId: string | null; due: Due | undefined },
): NewJob {
  const slots = run.fn.slotsOf(run.event);
  return {
    ...engineJob(run, { kind, name, due: due ?? { inMs: -SECOND_MS * Math.max(0, run.priority) } }),
    stepId,
    maxAttempts: run.fn.maxAttempts,
    slots: slots.map((slot) => slot.key),
    slotLimits: slots.map((slot) => slot.limit),
  };
}

/** A job of any kind that holds no concurrency slot: a sleeping run blocks nobody. */
export function engineJob(
  run: Pick<RunRef, "runId" | "fn" | "restarts">,
  { kind, name, due, stepId = null, payload = null }: EngineJobParts,
): NewJob {
  // A late answer of a call from before a restart must not meet a job of the same id.
  const id = `${run.runId}:${kind}:${name}${run.restarts === 0 ? "" : `:${run.restarts}`}`;
  const base = { id, runId: run.runId, functionId: run.fn.id, kind, stepId, due, payload };
  return { ...base, maxAttempts: 1, slots: [], slotLimits: [] };
}

interface EngineJobParts {
  kind: JobKind;
  name: string;
  due: Due;
  stepId?: string | null;
  payload?: string | null;
}

/** The run that a leased job belongs to. */
export function runRefOf(job: ClaimedJob, fn: EngineFunction): RunRef {
  const event = job.events[0];
  if (!event) throw new Error(`run ${job.runId} has no event`);
  return { runId: job.runId, fn, event, priority: job.priority, restarts: job.restarts };
}
