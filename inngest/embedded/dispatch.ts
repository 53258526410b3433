import type pg from "pg";
import { admitStarts } from "./admit";
import type { EngineFunction } from "./function";
import { markDispatched, takeEvents } from "./queries/take-events";
import { inTransaction } from "./transaction";
import { matchWaits } from "./waits";

const EVENTS_PER_TRANSACTION = 100;

/**
 * Matches waiting events: their runs and first jobs, the results of steps that waited for them and the mark that
 * they are done come in one transaction. An event that nobody listens to is marked too. Returns how many it took.
 */
export function dispatchEvents(pool: pg.Pool, functions: readonly EngineFunction[]): Promise<number> {
  return inTransaction(pool, async (client) => {
    const arrived = await takeEvents(client, EVENTS_PER_TRANSACTION);
    if (arrived.length === 0) return 0;
    const starts = arrived.flatMap(({ event, since }) =>
      functions.filter((fn) => fn.matches(event)).map((fn) => ({ fn, event, key: event.id, since })),
    );
    await admitStarts(client, starts);
    // After the runs: an event may cancel a run that one before it in the same turn has started.
    await matchWaits(client, arrived);
    await markDispatched(
      client,
      arrived.map(({ id }) => id),
    );
    return arrived.length;
  });
}
