import type { EngineEvent, NewEvent } from "./event";
import { newUlid } from "./ulid";

const FAILED = "inngest/function.failed";
const FINISHED = "inngest/function.finished";
const END_NAMES: readonly string[] = [FAILED, FINISHED, "inngest/function.cancelled"];

export interface EndedRun {
  runId: string;
  functionId: string;
  events: EngineEvent[];
  end: { status: "Completed"; result: unknown } | { status: "Failed"; error: unknown };
}

/** The events that a run's end gives, as on the server; none if such an event started the run. */
export function endEvents({ runId, functionId, events, end }: EndedRun): NewEvent[] {
  const first = events[0];
  if (!first || END_NAMES.includes(first.name)) return [];
  const { status, ...rest } = end;
  const data = { function_id: functionId, run_id: runId, event: first, events, ...rest, _inngest: { status } };
  const finished = newEndEvent({ name: FINISHED, data });
  return status === "Failed" ? [finished, newEndEvent({ name: FAILED, data, id: runId })] : [finished];
}

function newEndEvent({ name, data, id }: { name: string; data: Record<string, unknown>; id?: string }): NewEvent {
  const rowId = newUlid();
  return { id: rowId, event: { id: id ?? rowId, name, data, ts: Date.now(), user: {} } };
}
