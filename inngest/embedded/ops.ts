import { z } from "zod";
import { DAY_MS } from "@/lib/clock";
import type { CallAnswer } from "./call";
import { compileCondition } from "./cel";
import { DEFAULT_WAIT, parseDue } from "./duration";
import type { EngineEvent } from "./event";
import type { Due } from "./job";

/** Of the server. */
export const MAX_OUTPUT_BYTES = 4 * 1_024 * 1_024;
const MAX_WAIT_MS = 366 * DAY_MS;

export type StepKind = "step" | "sleep" | "wait" | "invoke";

/** A finished step. `output` is JSON text in the form in which the SDK reads it back. */
export interface FinishedStep {
  id: string;
  name: string;
  kind: StepKind;
  output: string;
}

/** A step that is still to be done, in a job of its own. */
export type PlannedStep = { id: string; name: string } & (
  | { kind: "step" }
  | { kind: "sleep"; due: Due }
  | { kind: "wait"; due: Due; eventName: string; expression: string | undefined }
  | { kind: "invoke"; due: Due; functionId: string; data: Record<string, unknown> }
);

/** What a call means for its run. Finished steps are saved whatever else happened. */
export type Outcome =
  | { kind: "completed"; finished: FinishedStep[]; output: string }
  | { kind: "failed"; finished: FinishedStep[]; error: unknown }
  | { kind: "retry"; finished: FinishedStep[]; error: unknown; retryAfter: string | null }
  /** `isRacing`: each finished step calls the function again, not only the last of those planned side by side. */
  | { kind: "continued"; finished: FinishedStep[]; planned: PlannedStep[]; isRacing: boolean };

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

const waitOptions = z.object({ timeout: z.string().nullish(), if: z.string().nullish() });
const invokeOptions = z.object({
  function_id: z.string(),
  timeout: z.string().nullish(),
  payload: z.object({ data: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});

/** `isLastAttempt`: a failure is final even if the SDK would try again. */
export function readAnswer(answer: CallAnswer, isLastAttempt: boolean): Outcome {
  const isFinal = answer.isFinal || isLastAttempt;
  if (answer.status === 200) return complete([], answer.body);
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
    if (op.op === "RunComplete") return complete(finished, op.data);
    if (op.op === "StepError" && !isFinal)
      return { kind: "retry", finished, error: op.error, retryAfter: answer.retryAfter };
    const refusal = sortOperation(op, { finished, planned });
    if (refusal) return refuse(finished, `Step "${op.displayName ?? op.id}": ${refusal.message}`, refusal.code);
  }
  const isPlanningOld = answer.protocolVersion === "1" && planned.length > 1;
  const isRacing = isPlanningOld || ops.some((op) => op.opts?.parallelMode === "race");
  return { kind: "continued", finished, planned, isRacing };
}

function sortOperation(
  op: Operation,
  { finished, planned }: { finished: FinishedStep[]; planned: PlannedStep[] },
): RefusedOperation | undefined {
  try {
    if (FINISHING.has(op.op)) finished.push(finishStep(op));
    // A request for another call says nothing more than that nothing is planned.
    else if (op.op !== "DiscoveryRequest") planned.push(planStep(op));
    return undefined;
  } catch (error) {
    if (error instanceof RefusedOperation) return error;
    throw error;
  }
}

const FINISHING = new Set(["StepRun", "StepError", "StepFailed"]);

/** What a step asks for and cannot have; the run fails with its name. */
export class RefusedOperation extends Error {
  constructor(
    message: string,
    readonly code = "UnsupportedByEmbeddedEngine",
  ) {
    super(message);
  }
}

/** Throws RefusedOperation. */
export function finishStep(op: Operation): FinishedStep {
  const isError = op.op === "StepError" || op.op === "StepFailed";
  const output = JSON.stringify(isError ? { type: "error", error: op.error } : { type: "data", data: op.data ?? null });
  const tooLarge = sizeProblem(output);
  if (tooLarge) throw new RefusedOperation(tooLarge, TOO_LARGE);
  return { id: op.id, name: nameOf(op), kind: "step", output };
}

function planStep(op: Operation): PlannedStep {
  const base = { id: op.id, name: nameOf(op) };
  switch (op.op) {
    case "StepPlanned":
      return { ...base, kind: "step" };
    case "Sleep":
      return { ...base, kind: "sleep", due: readDue(op.name ?? "") };
    case "WaitForEvent": {
      const { timeout, if: expression } = waitOptions.parse(op.opts ?? {});
      if (expression) requireCondition(expression);
      const due = timeout ? readDue(timeout) : DEFAULT_WAIT;
      return { ...base, kind: "wait", due, eventName: op.name ?? "", expression: expression || undefined };
    }
    case "InvokeFunction": {
      const { function_id: functionId, timeout, payload } = invokeOptions.parse(op.opts ?? {});
      const due = timeout ? readDue(timeout) : DEFAULT_WAIT;
      return { ...base, kind: "invoke", due, functionId, data: payload?.data ?? {} };
    }
    default:
      throw new RefusedOperation(`the embedded engine does not support ${op.op}`);
  }
}

function requireCondition(expression: string): void {
  try {
    compileCondition(expression);
  } catch (error) {
    throw new RefusedOperation(
      `"${expression}": ${error instanceof Error ? error.message : error}`,
      "InvalidExpression",
    );
  }
}

/** What a step gets that waited for this event; null: nothing came in time. */
export function finishedWait(event: EngineEvent | null): string {
  return JSON.stringify({ type: "data", data: event });
}

/** `""` (now), `"1h30m"`, or a date. Sub-second rounds up and fractions are cut, as on the server. */
function readDue(text: string): Due {
  const due = text === "" ? { inMs: 0 } : parseDue(text);
  if (due === undefined) throw new RefusedOperation(`"${text}" is neither a duration nor a time`);
  const waitMs = "at" in due ? due.at.getTime() - Date.now() : due.inMs;
  if (waitMs > MAX_WAIT_MS) throw new RefusedOperation(`"${text}" is more than 366 days ahead`);
  return due;
}

function nameOf(op: Operation): string {
  return (op.displayName ?? op.id).replaceAll("\0", "");
}

const TOO_LARGE = "OutputTooLarge";

function sizeProblem(text: string): string | undefined {
  const bytes = Buffer.byteLength(text);
  return bytes > MAX_OUTPUT_BYTES ? `returned ${bytes} bytes; at most ${MAX_OUTPUT_BYTES} are kept` : undefined;
}

function complete(finished: FinishedStep[], value: unknown): Outcome {
  const output = JSON.stringify(value ?? null);
  const tooLarge = sizeProblem(output);
  return tooLarge ? refuse(finished, `The function ${tooLarge}.`, TOO_LARGE) : { kind: "completed", finished, output };
}

function refuse(finished: FinishedStep[], message: string, name = "UnsupportedByEmbeddedEngine"): Outcome {
  return { kind: "failed", finished, error: { name, message } };
}
