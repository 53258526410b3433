import type pg from "pg";
import { createRuns } from "./create-runs";
import type { EngineFunction } from "./function";
import { markDispatched, takeEvents } from "./queries/take-events";
import { inTransaction } from "./transaction";

const EVENTS_PER_TRANSACTION = 100;

/**
 * Matches waiting events: their runs, first jobs and the mark that they are done come in one transaction. An event
 * that nobody listens to is marked too. Returns how many events it took.
 */
export function dispatchEvents(pool: pg.Pool, functions: readonly EngineFunction[]): Promise<number> {
  return inTransaction(pool, async (client) => {
    const waiting = await takeEvents(client, EVENTS_PER_TRANSACTION);
    if (waiting.length === 0) return 0;
    const starts = waiting.flatMap(({ event }) =>
      functions.filter((fn) => fn.matches(event)).map((fn) => ({ fn, event, key: event.id })),
    );
    await createRuns(client, starts);
    await markDispatched(
      client,
      waiting.map(({ id }) => id),
    );
    return waiting.length;
  });
}
