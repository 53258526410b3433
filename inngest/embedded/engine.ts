import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import type pg from "pg";
import { HOUR_MS, SECOND_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";
import { pool as sharedPool } from "@/lib/prisma";
import { claimJobs } from "./claim";
import { dispatchEvents } from "./dispatch";
import { startLeases } from "./leases";
import { startListening } from "./listen";
import { startLoop } from "./loop";
import { readAgenda } from "./queries/agenda";
import { releaseJobs } from "./queries/release-jobs";
import { registerFunctions } from "./register";
import { createRunner } from "./run-job";
import { keepCrons, tickCrons } from "./tick";

const DEFAULT_MAX_CALLS = 512;
const CLAIM_BATCH = 50;
/** Of the server. */
const CALL_TIMEOUT_MS = 2 * HOUR_MS;
const STOP_TIMEOUT_MS = 10 * SECOND_MS;

export interface EngineOptions {
  /** Made with `embeddedFetch`. */
  client: Inngest.Any;
  functions: readonly InngestFunction.Any[];
  pool?: pg.Pool;
  /** Calls that run side by side in this process. */
  maxCalls?: number;
  /** A fixed wait before retries instead of the table (backoff.ts); for tests. */
  retryIntervalMs?: number;
  callTimeoutMs?: number;
  /** How long `stop` waits for running calls. */
  stopTimeoutMs?: number;
}

export interface Engine {
  /**
   * Claims nothing more and waits for running calls; what still runs after the limit is given to other engines at
   * once, as a failed attempt. The functions must be told to end by their own means.
   */
  stop(): Promise<void>;
}

/** Runs the functions on the tables. Throws, before anything runs, if a function uses what the engine does not support. */
export async function startEmbeddedEngine(options: EngineOptions): Promise<Engine> {
  const { pool = sharedPool(), maxCalls = DEFAULT_MAX_CALLS, stopTimeoutMs = STOP_TIMEOUT_MS } = options;
  const { handler, functions } = await registerFunctions(options);
  const functionIds = functions.map((fn) => fn.id);
  const owner = randomUUID();
  await keepCrons(pool, functions);

  const leases = startLeases(owner);
  const runner = createRunner({
    pool,
    handler,
    functions,
    leases,
    callTimeoutMs: options.callTimeoutMs ?? CALL_TIMEOUT_MS,
    retryIntervalMs: options.retryIntervalMs,
    onDone: () => loop.poke(),
  });

  async function claim(): Promise<number> {
    const room = Math.min(CLAIM_BATCH, maxCalls - runner.activeIds().length);
    if (room <= 0) return 0;
    const jobs = await claimJobs(pool, { owner, functionIds, activeIds: runner.activeIds() }, room);
    runner.start(jobs);
    return jobs.length;
  }

  const loop = startLoop(async () => {
    const agenda = await readAgenda(pool, functionIds);
    let taken = 0;
    if (agenda.hasEvents) taken += await dispatchEvents(pool, functions);
    if (agenda.hasTicks) taken += await tickCrons(pool, functions);
    if (agenda.hasJobs || taken > 0) taken += await claim();
    return { waitMs: taken > 0 ? 0 : (agenda.nextInMs ?? Number.POSITIVE_INFINITY) };
  });
  const listening = startListening(() => loop.poke());
  logger.info({ functions: functionIds.length }, "The embedded engine runs");

  return {
    async stop() {
      await loop.stop();
      await runner.settle(stopTimeoutMs);
      await leases.stop();
      await releaseJobs(pool, { ids: runner.activeIds(), owner });
      await listening.stop();
    },
  };
}
