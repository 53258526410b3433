import { z } from "zod";
import { pageQuery, time } from "./common";

export const ENGINE_RUN_STATUSES = ["active", "completed", "failed", "cancelled"] as const;
export const engineRunStatus = z.enum(ENGINE_RUN_STATUSES);

/** A run of one of our own functions on the embedded engine. */
export const engineRunOut = z.object({
  id: z.string(),
  functionId: z.string(),
  status: engineRunStatus,
  /** Of the first event that started it; `eventCount` is more than one for a batch. */
  eventName: z.string(),
  eventCount: z.number(),
  stepCount: z.number(),
  /** Null unless active: a worker runs it now, or when its next job is due (null: it waits for an event or a run). */
  isRunning: z.boolean(),
  nextAt: time.nullable(),
  /** Why it failed or was cancelled; of an active run, why its last try failed. */
  reason: z.string().nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
});
export type EngineRunOut = z.output<typeof engineRunOut>;

const engineStepOut = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["step", "sleep", "wait", "invoke"]),
  status: z.enum(["completed", "failed"]),
  /** What the step returned, or the error it failed with. */
  output: z.unknown(),
  createdAt: time,
});

const engineJobOut = z.object({
  id: z.string(),
  /** discover: call the function from its start; step: one planned step; the others are the engine's own. */
  kind: z.enum(["discover", "step", "start", "sleep", "resume", "expire", "cancel", "deadline"]),
  stepId: z.string().nullable(),
  /** From 1. */
  attempt: z.number(),
  maxAttempts: z.number(),
  isRunning: z.boolean(),
  /** When it is due, or, of a running one, when its lease ends unless renewed. */
  dueAt: time,
  lastError: z.string().nullable(),
});

const engineWaitOut = z.object({
  id: z.string(),
  /** `event` and `run` continue a step; `cancel` ends the run. */
  kind: z.enum(["event", "run", "cancel"]),
  stepId: z.string().nullable(),
  eventName: z.string().nullable(),
  expression: z.string().nullable(),
  expiresAt: time,
});

/** GET /engine/runs/{id} */
export const engineRunDetailOut = engineRunOut.extend({
  /** The events that started it, as the function saw them. */
  events: z.array(z.unknown()),
  /** What the function returned, or the error that ended it. */
  output: z.unknown(),
  /** The run whose invoke step waits for this one. */
  parentRunId: z.string().nullable(),
  /** How often an operator took it up again. */
  restarts: z.number(),
  /** In order of completion. */
  steps: z.array(engineStepOut),
  jobs: z.array(engineJobOut),
  waits: z.array(engineWaitOut),
});
export type EngineRunDetailOut = z.output<typeof engineRunDetailOut>;

export const engineRunQuery = pageQuery.extend({
  status: engineRunStatus.optional(),
  functionId: z.string().max(200).optional(),
  eventName: z.string().max(255).optional(),
});
export type EngineRunQuery = z.output<typeof engineRunQuery>;
