import type pg from "pg";
import { logger } from "@/lib/logger";
import { admitStarts } from "./admit";
import type { EngineFunction } from "./function";
import { takeEvents } from "./queries/take-events";
import { inTransaction } from "./transaction";
import { matchWaits } from "./waits";

const EVENTS_PER_TRANSACTION = 100;
/** SQLSTATE classes of what another try cannot mend: data that does not fit, a violated constraint, a limit. */
const HOPELESS = /^(22|23|54)/;

/**
 * Matches waiting events: their runs and first jobs, the results of steps that waited for them and the mark that
 * they are done come in one transaction. An event that nobody listens to is marked too. Returns how many it took.
 */
export async function dispatchEvents(pool: pg.Pool, functions: readonly EngineFunction[]): Promise<number> {
  try {
    return await dispatch(pool, functions, EVENTS_PER_TRANSACTION);
  } catch (error) {
    if (!isHopeless(error)) throw error;
    return dispatchOne(pool, functions);
  }
}

function dispatch(pool: pg.Pool, functions: readonly EngineFunction[], limit: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const arrived = await takeEvents(client, limit);
    if (arrived.length === 0) return 0;
    const starts = arrived.flatMap(({ event, since }) =>
      functions.filter((fn) => fn.matches(event)).map((fn) => ({ fn, event, key: event.id, since })),
    );
    await admitStarts(client, starts);
    // After the runs: an event may cancel a run that one before it in the same turn has started.
    await matchWaits(client, arrived);
    return arrived.length;
  });
}

/** One event that the tables cannot take must not stop all that come after it: it is set aside, with a line in the log. */
async function dispatchOne(pool: pg.Pool, functions: readonly EngineFunction[]): Promise<number> {
  try {
    return await dispatch(pool, functions, 1);
  } catch (err) {
    if (!isHopeless(err)) throw err;
    return inTransaction(pool, async (client) => {
      const [bad] = await takeEvents(client, 1);
      if (!bad) return 0;
      logger.error({ err, eventId: bad.id, name: bad.event.name }, "An event could not be matched and was set aside");
      return 1;
    });
  }
}

function isHopeless(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && HOPELESS.test(code);
}
