import { z } from "zod";
import type { CallAnswer } from "./call";
import { parseDuration } from "./duration";
import type { Due } from "./job";

/** A finished step. `output` is JSON text in the form in which the SDK reads it back. */
export interface FinishedStep {
  id: string;
  name: string;
  output: string;
}

/** A step that is still to be done, in a job of its own. */
export type PlannedStep = { kind: "step"; id: string } | { kind: "sleep"; id: string; due: Due };

/** What a call means for its run. Finished steps are saved whatever else happened. */
export type Outcome =
  | { kind: "completed"; finished: FinishedStep[]; output: string }
  | { kind: "failed"; finished: FinishedStep[]; error: unknown }
  | { kind: "retry"; finished: FinishedStep[]; error: unknown; retryAfter: string | null }
  | { kind: "continued"; finished: FinishedStep[]; planned: PlannedStep[] };

const operation = z.object({
  op: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
});
const operations = z.preprocess((body) => (Array.isArray(body) ? body : [body]), z.array(operation).min(1));
export type Operation = z.output<typeof operation>;

/** `isLastAttempt`: a failure is final even if the SDK would try again. */
export function readAnswer(answer: CallAnswer, isLastAttempt: boolean): Outcome {
  const isFinal = answer.isFinal || isLastAttempt;
  if (answer.status === 200) return { kind: "completed", finished: [], output: toText(answer.body) };
  if (answer.status !== 206) {
    if (isFinal) return { kind: "failed", finished: [], error: answer.body };
    return { kind: "retry", finished: [], error: answer.body, retryAfter: answer.retryAfter };
  }
  const parsed = operations.safeParse(answer.body);
  if (!parsed.success) return refuse([], `The SDK's answer was not understood: ${parsed.error.message}`);
  return readOperations(parsed.data, { answer, isFinal });
}

function readOperations(ops: Operation[], { answer, isFinal }: { answer: CallAnswer; isFinal: boolean }): Outcome {
  const finished: FinishedStep[] = [];
  const planned: PlannedStep[] = [];
  for (const op of ops) {
    const problem = findProblem(op, answer);
    if (problem) return refuse(finished, problem);
    if (op.op === "RunComplete") return { kind: "completed", finished, output: toText(op.data) };
    if (op.op === "StepError" && !isFinal)
      return { kind: "retry", finished, error: op.error, retryAfter: answer.retryAfter };
    if (op.op === "StepPlanned") planned.push({ kind: "step", id: op.id });
    else if (op.op === "Sleep") planned.push({ kind: "sleep", id: op.id, due: readSleep(op.name ?? "") });
    else finished.push(finishStep(op));
  }
  return { kind: "continued", finished, planned };
}

const SUPPORTED = new Set(["StepRun", "StepError", "StepFailed", "StepPlanned", "Sleep", "RunComplete"]);
const PLANS = new Set(["StepPlanned", "Sleep"]);

function findProblem(op: Operation, answer: CallAnswer): string | undefined {
  const step = op.displayName ?? op.id;
  if (!SUPPORTED.has(op.op)) return `The embedded engine does not support ${op.op} (step "${step}") yet.`;
  if (PLANS.has(op.op) && (answer.protocolVersion === "1" || op.opts?.parallelMode === "race")) {
    return `The embedded engine does not support racing parallel steps (step "${step}") yet.`;
  }
  if (op.op === "Sleep" && Number.isNaN(dueNumber(readSleep(op.name ?? "")))) {
    return `The embedded engine does not understand the sleep "${op.name}" (step "${step}").`;
  }
  return undefined;
}

export function finishStep(op: Operation): FinishedStep {
  const isError = op.op === "StepError" || op.op === "StepFailed";
  const output = isError ? { type: "error", error: op.error } : { type: "data", data: op.data ?? null };
  return { id: op.id, name: op.displayName ?? op.id, output: JSON.stringify(output) };
}

/** What a finished sleep leaves for the function to read. */
export function finishSleep(stepId: string): FinishedStep {
  return { id: stepId, name: "sleep", output: JSON.stringify({ type: "data", data: null }) };
}

/** `""` (now), `"1h30m"`, or a date. */
function readSleep(name: string): Due {
  const inMs = name === "" ? 0 : parseDuration(name);
  return inMs === undefined ? { at: new Date(name) } : { inMs };
}

function dueNumber(due: Due): number {
  return "at" in due ? due.at.getTime() : due.inMs;
}

function refuse(finished: FinishedStep[], message: string): Outcome {
  return { kind: "failed", finished, error: { name: "UnsupportedByEmbeddedEngine", message } };
}

function toText(value: unknown): string {
  return JSON.stringify(value ?? null);
}
