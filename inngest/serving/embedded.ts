import { DAY_MS, HOUR_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";
import { startEmbeddedEngine } from "../embedded/engine";
import { pruneEngine } from "../embedded/prune";
import type { Served, ServeOptions } from "./served";

/** Below the time that the supervisor gives a process to end. */
const STOP_TIMEOUT_MS = 5_500;
const PRUNE_EVERY_MS = HOUR_MS;
/** Longer than the 24 hours for which an event id is remembered. */
const KEEP_RUNS_MS = 3 * DAY_MS;

/** The functions run in this process, on the tables. Exposes no route at all. */
export async function serveEmbedded(options: ServeOptions): Promise<Served> {
  const engine = await startEmbeddedEngine({ ...options, stopTimeoutMs: STOP_TIMEOUT_MS });
  const pruning = setInterval(() => void prune(), PRUNE_EVERY_MS);
  return {
    ready: Promise.resolve(),
    async stop() {
      clearInterval(pruning);
      await engine.stop();
    },
  };
}

/** Old rows harm nobody for an hour: a failure waits for the next time. */
async function prune(): Promise<void> {
  try {
    await pruneEngine({ olderThanMs: KEEP_RUNS_MS });
  } catch (error) {
    logger.warn({ err: error }, "old runs of the engine could not be removed");
  }
}
