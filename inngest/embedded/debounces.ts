import type pg from "pg";
import type { Start } from "./admit";
import { createRuns } from "./create-runs";
import type { EngineEvent } from "./event";
import type { EngineFunction } from "./function";
import { inLockOrder, keyOfFunction } from "./lock-order";
import { type DebounceRow, saveDebounces, takeDebounces } from "./queries/debounces";
import { inTransaction, type Queryable } from "./transaction";
import { newUlid } from "./ulid";

const FIRED_PER_TRANSACTION = 100;

/** Keeps the latest event (by `ts`) of each key, and puts its run off until the burst is over. */
export async function debounceStarts(db: Queryable, starts: readonly Start[]): Promise<void> {
  const latest = new Map<string, DebounceRow>();
  for (const { fn, event } of starts) {
    const debounce = fn.flow.debounce;
    if (!debounce) continue;
    const key = debounce.keyOf(event);
    const name = keyOfFunction(fn.id, key);
    const known = latest.get(name);
    if (known && known.ts > event.ts) continue;
    const { periodMs, timeoutMs } = debounce;
    latest.set(name, {
      functionId: fn.id,
      key,
      payload: JSON.stringify(event),
      ts: event.ts,
      periodMs,
      timeoutMs,
    });
  }
  const rows = inLockOrder(latest, ([name]) => name).map(([, row]) => row);
  if (rows.length > 0) await saveDebounces(db, rows);
}

/** Starts the runs of bursts that are over. Returns how many. */
export function fireDebounces(pool: pg.Pool, functions: readonly EngineFunction[]): Promise<number> {
  return inTransaction(pool, async (client) => {
    const due = await takeDebounces(client, {
      functionIds: functions.map((fn) => fn.id),
      limit: FIRED_PER_TRANSACTION,
    });
    const runs = due.flatMap(({ functionId, payload }) => {
      const fn = functions.find(({ id }) => id === functionId);
      const event = JSON.parse(payload) as EngineEvent;
      return fn ? [{ fn, events: [event] as [EngineEvent], key: `debounce ${newUlid()}` }] : [];
    });
    await createRuns(client, runs);
    return due.length;
  });
}
