import { type End, endEvents, endNames } from "./end-events";
import type { EngineEvent } from "./event";
import { endRunRow } from "./queries/end-run";
import { insertEvents } from "./queries/insert-events";
import type { LockedRun } from "./queries/lock-run";
import { resumeWaits } from "./queries/resume";
import { readRunEvents } from "./queries/run-events";
import type { Queryable } from "./transaction";
import { stepWaitId } from "./wait-id";

const MAX_REASON_LENGTH = 500;
const STATUSES = { Completed: "completed", Failed: "failed", Cancelled: "cancelled" } as const;

export interface Ending {
  end: End;
  events: readonly EngineEvent[];
  startedAt: Date | null;
  /** True if some function may want to know of the end of runs; left out: nobody knows, so it is told. */
  isWanted?: ((event: { name: string }) => boolean) | undefined;
}

/**
 * Ends a run that the transaction has locked: its jobs, waits and lock go, the step that invoked it goes on, and
 * whoever listens for the end of runs hears of it, all in this transaction.
 */
export async function endRun(
  db: Queryable,
  run: LockedRun,
  { end, events, startedAt, isWanted }: Ending,
): Promise<void> {
  const output = JSON.stringify((end.status === "Completed" ? end.result : end.error) ?? null);
  const reason = end.status === "Completed" ? null : reasonOf(end.error);
  const status = STATUSES[end.status];
  const awaited = await endRunRow(db, run, { status, output, reason, startedAt }, endNames(end));
  if (run.parentRunId !== null && run.parentStepId !== null) {
    const result =
      end.status === "Completed" ? { type: "data", data: end.result ?? null } : { type: "error", error: end.error };
    const waitId = stepWaitId(run.parentRunId, run.parentStepId);
    await resumeWaits(db, [{ waitId, output: JSON.stringify(result) }]);
  }
  const told = endEvents(run, events, end).filter(
    ({ event }) => awaited.includes(event.name) || (isWanted?.(event) ?? true),
  );
  if (told.length > 0) await insertEvents(db, told);
}

/** Ends a run that the transaction has locked as cancelled, and says why. Its call is not interrupted, what it answers is dropped. */
export async function cancelLockedRun(
  db: Queryable,
  run: LockedRun,
  { reason, events, isWanted }: { reason: string } & Partial<Pick<Ending, "events" | "isWanted">>,
): Promise<void> {
  const end = { status: "Cancelled", error: { name: "CancelledError", message: reason } } as const;
  await endRun(db, run, { end, events: events ?? (await readRunEvents(db, run.id)), startedAt: null, isWanted });
}

/** The sentence of an error as the SDK serializes it, for lists. */
export function reasonOf(error: unknown): string {
  const { name, message } = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const text = typeof message === "string" && message !== "" ? message : JSON.stringify(error ?? null);
  return (typeof name === "string" && name !== "Error" ? `${name}: ${text}` : text)
    .replaceAll("\0", "")
    .slice(0, MAX_REASON_LENGTH);
}
