import { type Condition, compileCondition } from "./cel";
import { cancelPayload } from "./control";
import type { EngineEvent } from "./event";
import { finishedWait } from "./ops";
import { findPaths, findWaits, type WaitLookUp, type WaitPath, type WaitRow } from "./queries/find-waits";
import { isLater, type Since } from "./queries/insert-waits";
import { queueCancels } from "./queries/queue-cancels";
import { resumeWaits } from "./queries/resume";
import type { WaitingEvent } from "./queries/take-events";
import type { Queryable } from "./transaction";
import { valueAt } from "./wait-match";

/**
 * Tells waiting runs of events: a step that waits for one gets the first that fits, a run that one cancels is ended.
 * In the transaction that marks the events dispatched.
 */
export async function matchWaits(db: Queryable, arrived: readonly WaitingEvent[]): Promise<void> {
  const paths = await findPaths(db, [...new Set(arrived.map(({ event }) => event.name))]);
  if (paths.length === 0) return;
  const waits = await findWaits(
    db,
    paths.flatMap((path) => lookUps(path, arrived)),
  );
  const conditions = new Map<string, Condition>();
  const met = new Map<string, EngineEvent>();
  const cancelled: { waitId: string; runId: string; payload: string }[] = [];
  for (const wait of waits) {
    const hit = arrived.find((candidate) => fits(wait, candidate, conditions));
    if (!hit) continue;
    if (wait.stepId !== null) met.set(wait.id, hit.event);
    else cancelled.push({ waitId: wait.id, runId: wait.runId, payload: cancelPayload(hit.event) });
  }
  await resumeWaits(
    db,
    [...met].map(([waitId, event]) => ({ waitId, output: finishedWait(event) })),
  );
  if (cancelled.length > 0) await queueCancels(db, cancelled);
}

/** What to look waits up by: a name, and, where waits of that name compare one value, the values that came. */
function lookUps({ name, path }: WaitPath, arrived: readonly WaitingEvent[]): WaitLookUp[] {
  if (path === null) return [{ name, path, value: null }];
  const values = arrived.flatMap(({ event }) => (event.name === name ? (valueAt(event, path) ?? []) : []));
  return [...new Set(values)].map((value) => ({ name, path, value }));
}

function fits(wait: WaitRow, { event, since }: WaitingEvent, conditions: Map<string, Condition>): boolean {
  if (event.name !== wait.eventName || !isAfter(since, wait)) return false;
  if (wait.expression === null) return true;
  const condition = conditions.get(wait.expression) ?? compileCondition(wait.expression);
  conditions.set(wait.expression, condition);
  const [own] = JSON.parse(wait.events) as EngineEvent[];
  return own !== undefined && condition({ event: own, async: event });
}

function isAfter(since: Since, { sinceAt, sinceId }: WaitRow): boolean {
  return sinceAt === null || isLater(since, { at: sinceAt, id: sinceId ?? "" });
}
