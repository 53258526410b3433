import { appendToBatches } from "./batches";
import { createRuns, type NewRun } from "./create-runs";
import { debounceStarts } from "./debounces";
import type { EngineEvent } from "./event";
import type { EngineFunction } from "./function";
import { rateLimitVerdicts } from "./gates";
import { toKey } from "./key";
import { keyOfFunction } from "./lock-order";
import { claimKeys } from "./queries/claim-keys";
import type { Since } from "./queries/insert-waits";
import type { Queryable } from "./transaction";

/** A function that an event or a cron starts. `key` is what makes it the same start: the event's id, or the tick. */
export interface Start {
  fn: EngineFunction;
  event: EngineEvent;
  key: string;
  since?: Since;
}

/**
 * Leads starts that are new through their functions' flow control, in the server's order: batches take theirs; of
 * the others a rate limit drops some, a debounce keeps the last, and what remains becomes runs. To be called in the
 * transaction that settles their cause.
 */
export async function admitStarts(db: Queryable, starts: readonly Start[]): Promise<void> {
  const fresh = await dropKnown(db, starts);
  if (fresh.length === 0) return;
  const batched = fresh.filter(isBatched);
  if (batched.length > 0) await appendToBatches(db, batched);
  const single = fresh.filter((start) => !isBatched(start));
  const verdicts = await rateLimitVerdicts(db, single);
  const admitted = single.filter((_, index) => verdicts[index]);
  await debounceStarts(
    db,
    admitted.filter(({ fn }) => fn.flow.debounce),
  );
  const direct = admitted.filter(({ fn }) => !fn.flow.debounce);
  if (direct.length > 0) await createRuns(db, direct.map(toRun));
}

/** Of one cause a function is started once within 24 hours. */
async function dropKnown(db: Queryable, starts: readonly Start[]): Promise<Start[]> {
  // Of several in one turn the first counts; a Map keeps the last that it was given.
  const distinct = new Map([...starts].reverse().map((start) => [keyOfFunction(start.fn.id, toKey(start.key)), start]));
  if (distinct.size === 0) return [];
  const claimed = await claimKeys(
    db,
    [...distinct.values()].map(({ fn, key }) => ({ functionId: fn.id, key: toKey(key) })),
  );
  const isNew = new Set(claimed.map(({ functionId, key }) => keyOfFunction(functionId, key)));
  return [...distinct].reverse().flatMap(([name, start]) => (isNew.has(name) ? [start] : []));
}

/** Crons go past batches, as on the server. */
function isBatched({ fn, event }: Start): boolean {
  return fn.flow.batch !== undefined && event.name !== "inngest/scheduled.timer" && fn.flow.batch.accepts(event);
}

function toRun({ fn, event, key, since }: Start): NewRun {
  return { fn, events: [event], key, since };
}
