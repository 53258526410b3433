import type { EngineEvent, NewEvent } from "./event";
import type { LockedRun } from "./queries/lock-run";
import { newUlid } from "./ulid";

export const FAILED = "inngest/function.failed";
export const FINISHED = "inngest/function.finished";
export const CANCELLED = "inngest/function.cancelled";
const END_NAMES: readonly string[] = [FAILED, FINISHED, CANCELLED];

export type End =
  | { status: "Completed"; result: unknown }
  | { status: "Failed"; error: unknown }
  | { status: "Cancelled"; error: unknown };

/** Names of the events that such an end gives. */
export function endNames({ status }: End): string[] {
  switch (status) {
    case "Completed":
      return [FINISHED];
    case "Failed":
      return [FINISHED, FAILED];
    case "Cancelled":
      return [FINISHED, CANCELLED];
    default:
      return status satisfies never;
  }
}

/** The events that a run's end gives, as on the server; none if such an event started the run. */
export function endEvents(run: LockedRun, events: readonly EngineEvent[], end: End): NewEvent[] {
  const first = events[0];
  if (!first || END_NAMES.includes(first.name)) return [];
  const { status, ...rest } = end;
  const data = {
    function_id: run.functionId,
    run_id: run.id,
    event: first,
    events,
    ...rest,
    ...(run.parentRunId === null ? {} : { correlation_id: `${run.parentRunId}.${run.parentStepId}` }),
    _inngest: { status },
  };
  // Each end of a run is told once, whoever tells it: also that of a run that was taken up again.
  const failedId = run.restarts === 0 ? run.id : `${run.id}:${run.restarts}`;
  return endNames(end).map((name) => newEndEvent({ name, data, ...(name === FINISHED ? {} : { id: failedId }) }));
}

function newEndEvent({ name, data, id }: { name: string; data: Record<string, unknown>; id?: string }): NewEvent {
  const rowId = newUlid();
  return { id: rowId, event: { id: id ?? rowId, name, data, ts: Date.now(), user: {} } };
}
