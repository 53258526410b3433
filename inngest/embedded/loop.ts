import { SECOND_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";

const PAUSE_AFTER_ERROR_MS = SECOND_MS;

/** One look at the tables. Answers how long nothing will be due: 0 = look again at once. */
export type Turn = () => Promise<{ waitMs: number }>;

export interface Loop {
  /** There may be work: look now. Cheap and harmless when there is none. */
  poke(): void;
  /** Resolves when the current turn is over; no other begins. */
  stop(): Promise<void>;
}

/**
 * `longestWaitMs`: nothing waits longer than this, even if every notification and timer were lost.
 *
 * Turns one after the other. Wakes are hints: a poke during a turn causes another turn, and a timer that fires early
 * finds the rest of its time by looking.
 */
export function startLoop(turn: Turn, { longestWaitMs }: { longestWaitMs(): number }): Loop {
  let isStopped = false;
  let isPoked = false;
  let wake: (() => void) | undefined;

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      wake = done;
      function done() {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      }
    });
  }

  async function takeTurn(): Promise<number> {
    try {
      return (await turn()).waitMs;
    } catch (err) {
      logger.error({ err }, "The engine could not look for work; it tries again");
      isPoked = false; // a burst of pokes must not turn an outage into a busy loop
      return PAUSE_AFTER_ERROR_MS;
    }
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      isPoked = false;
      const waitMs = await takeTurn();
      if (!isPoked && !isStopped && waitMs > 0) await sleep(Math.min(waitMs, longestWaitMs()));
    }
  }

  const running = run();
  return {
    poke() {
      isPoked = true;
      wake?.();
    },
    stop() {
      isStopped = true;
      wake?.();
      return running;
    },
  };
}
