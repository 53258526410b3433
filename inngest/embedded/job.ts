import type { EngineEvent } from "./event";
import type { EngineFunction } from "./function";

/**
 * discover: call the function from its start, with the finished steps. step: run one planned step. sleep: only wait.
 */
export type JobKind = "discover" | "step" | "sleep";

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
  events: EngineEvent[];
  /** Finished steps in order of completion. */
  steps: { id: string; output: unknown }[];
  claimedAt: Date;
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
}

interface JobOfRun {
  runId: string;
  fn: EngineFunction;
  event: EngineEvent;
}

/** `finishedSteps` numbers the call: it grows between two discoveries of one run. */
export function discoverJob({
  runId,
  fn,
  event,
  due,
  finishedSteps,
}: JobOfRun & { due: Due; finishedSteps: number }): NewJob {
  const job = {
    id: `${runId}:discover:${finishedSteps}`,
    runId,
    functionId: fn.id,
    kind: "discover" as const,
    stepId: null,
    due,
  };
  return { ...job, maxAttempts: fn.maxAttempts, ...slotsOf(fn, event) };
}

export function stepJob({ runId, fn, event, stepId }: JobOfRun & { stepId: string }): NewJob {
  const job = {
    id: `${runId}:step:${stepId}`,
    runId,
    functionId: fn.id,
    kind: "step" as const,
    stepId,
    due: { inMs: 0 },
  };
  return { ...job, maxAttempts: fn.maxAttempts, ...slotsOf(fn, event) };
}

/** Holds no concurrency slot: a sleeping run blocks nobody. */
export function sleepJob({ runId, fn, stepId, due }: Omit<JobOfRun, "event"> & { stepId: string; due: Due }): NewJob {
  const job = { id: `${runId}:sleep:${stepId}`, runId, functionId: fn.id, kind: "sleep" as const, stepId, due };
  return { ...job, maxAttempts: fn.maxAttempts, slots: [], slotLimits: [] };
}

function slotsOf(fn: EngineFunction, event: EngineEvent): Pick<NewJob, "slots" | "slotLimits"> {
  const slots = fn.slotsOf(event);
  return { slots: slots.map((slot) => slot.key), slotLimits: slots.map((slot) => slot.limit) };
}
