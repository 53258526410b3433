import { SECOND_MS } from "@/lib/clock";
import type { EngineEvent } from "./event";
import type { EngineFunction } from "./function";
import { throttleWaits } from "./gates";
import { type Due, discoverJob, engineJob, type NewJob, type RunRef } from "./job";
import { inLockOrder, keyOfFunction } from "./lock-order";
import { insertJobs } from "./queries/insert-jobs";
import { insertRuns } from "./queries/insert-runs";
import { insertCancelWaits, type NewCancelWait, type Since } from "./queries/insert-waits";
import { takeSingleton } from "./singletons";
import type { Queryable } from "./transaction";
import { newUlid } from "./ulid";
import { matchOf } from "./wait-match";

/** A run to be made. `key` says what started it: an event's id, cron and tick, a batch, an invoke step. */
export interface NewRun {
  fn: EngineFunction;
  /** One, or those of a batch. */
  events: readonly [EngineEvent, ...EngineEvent[]];
  key: string;
  /** The event's place in the order of arrival: what came before it does not cancel the run. */
  since?: Since | undefined;
  parent?: { runId: string; stepId: string } | undefined;
}

interface PlannedRun extends NewRun {
  id: string;
  singletonKey: string | undefined;
  priority: number;
}

/**
 * Makes runs with their first jobs, deadlines and cancellations; to be called in the transaction that settles their
 * cause. Returns those that were not made because another run of their singleton lives.
 */
export async function createRuns(db: Queryable, runs: readonly NewRun[]): Promise<NewRun[]> {
  const planned = runs.map((run): PlannedRun => {
    const { flow } = run.fn;
    const [first] = run.events;
    return { ...run, id: newUlid(), singletonKey: flow.singleton?.keyOf(first), priority: flow.priorityOf(first) };
  });
  await insert(
    db,
    planned.filter((run) => run.singletonKey === undefined),
  );
  const skipped: NewRun[] = [];
  const singletons = planned.filter((run) => run.singletonKey !== undefined);
  for (const run of inLockOrder(singletons, (item) => keyOfFunction(item.fn.id, item.singletonKey ?? ""))) {
    if (await takeSingleton(db, run)) await insert(db, [run]);
    else skipped.push(run);
  }
  return skipped;
}

async function insert(db: Queryable, runs: readonly PlannedRun[]): Promise<void> {
  if (runs.length === 0) return;
  await insertRuns(
    db,
    runs.map(({ id, fn, key, events, parent, singletonKey, priority }) => {
      const eventName = events[0].name;
      const row = { id, functionId: fn.id, key, events: JSON.stringify(events), eventName, eventCount: events.length };
      return { ...row, parent, singletonKey, priority };
    }),
  );
  const refs = runs.map((run): RunRef & Pick<PlannedRun, "since" | "events"> => ({
    runId: run.id,
    fn: run.fn,
    event: run.events[0],
    priority: run.priority,
    restarts: 0,
    since: run.since,
    events: run.events,
  }));
  await beginRuns(db, refs);
}

/** The first jobs of runs, and what may end them early. What is there already is left alone. */
export async function beginRuns(
  db: Queryable,
  runs: readonly (RunRef & { since?: Since | undefined; events: readonly EngineEvent[] })[],
): Promise<void> {
  const waits = await throttleWaits(
    db,
    runs.map(({ fn, event }) => ({ fn, event: isFuture(event) ? undefined : event })),
  );
  const jobs = runs.flatMap((run, index) => [firstJob(run, waits[index] ?? 0), ...deadlines(run, startOf(run.event))]);
  await insertJobs(db, jobs);
  const cancels = runs.flatMap(cancelWaits);
  if (cancels.length > 0) await insertCancelWaits(db, cancels);
}

/** An event of the future starts its run at its own time, and is throttled then. */
function firstJob(run: RunRef, waitMs: number): NewJob {
  if (isFuture(run.event)) {
    const due = startOf(run.event);
    if (run.fn.flow.throttle) return engineJob(run, { kind: "start", name: "at", due });
    return discoverJob(run, { due, finishedSteps: 0 });
  }
  return discoverJob(run, { due: { inMs: waitMs > 0 ? waitMs : -run.priority * SECOND_MS }, finishedSteps: 0 });
}

function isFuture(event: EngineEvent): boolean {
  return event.ts > Date.now();
}

function startOf(event: EngineEvent): Due {
  return isFuture(event) ? { at: new Date(event.ts) } : { inMs: 0 };
}

function deadlines(run: RunRef, start: Due): NewJob[] {
  const { startMs, finishMs } = run.fn.flow.timeouts;
  const jobAt = (name: "start" | "finish", ms: number | undefined): NewJob[] =>
    ms === undefined ? [] : [engineJob(run, { kind: "deadline", name, due: later(start, ms) })];
  return [...jobAt("start", startMs), ...jobAt("finish", finishMs)];
}

function later(due: Due, ms: number): Due {
  return "at" in due ? { at: new Date(due.at.getTime() + ms) } : { inMs: due.inMs + ms };
}

/** Not of batches: they have no one event to compare with. */
function cancelWaits(run: RunRef & { since?: Since | undefined; events: readonly EngineEvent[] }): NewCancelWait[] {
  if (run.events.length > 1) return [];
  return run.fn.flow.cancelOn.map(({ eventName, expression, expires }, index) => ({
    id: `${run.runId}:cancel:${index}`,
    runId: run.runId,
    eventName,
    expression,
    expires,
    since: run.since,
    ...matchOf(expression, run.event),
  }));
}
