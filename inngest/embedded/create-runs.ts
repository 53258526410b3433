import type { EngineEvent } from "./event";
import type { EngineFunction } from "./function";
import { discoverJob } from "./job";
import { claimKeys } from "./queries/claim-keys";
import { insertJobs } from "./queries/insert-jobs";
import { insertRuns } from "./queries/insert-runs";
import type { Queryable } from "./transaction";
import { newUlid } from "./ulid";

/** A function that an event starts. `key` is what makes it the same start: the event's id, or cron and tick. */
export interface Start {
  fn: EngineFunction;
  event: EngineEvent;
  key: string;
}

/** Makes run and first job of every start that is new; to be called in the transaction that settles its cause. */
export async function createRuns(db: Queryable, starts: readonly Start[]): Promise<void> {
  const distinct = new Map(starts.map((start) => [keyOf(start.fn.id, start.key), start]));
  if (distinct.size === 0) return;
  const claimed = await claimKeys(
    db,
    [...distinct.values()].map(({ fn, key }) => ({ functionId: fn.id, key })),
  );
  const fresh = claimed.flatMap(({ functionId, key }) => distinct.get(keyOf(functionId, key)) ?? []);
  if (fresh.length === 0) return;
  const runs = fresh.map((start) => ({ ...start, id: newUlid() }));
  await insertRuns(
    db,
    runs.map(({ id, fn, key, event }) => ({ id, functionId: fn.id, key, events: JSON.stringify([event]) })),
  );
  await insertJobs(
    db,
    runs.map(({ id, fn, event }) => firstJob({ runId: id, fn, event })),
  );
}

/** An event of the future starts its run at its own time. */
function firstJob(run: { runId: string; fn: EngineFunction; event: EngineEvent }) {
  const isFuture = run.event.ts > Date.now();
  return discoverJob({ ...run, due: isFuture ? { at: new Date(run.event.ts) } : { inMs: 0 }, finishedSteps: 0 });
}

function keyOf(functionId: string, key: string): string {
  return `${functionId}\n${key}`;
}
