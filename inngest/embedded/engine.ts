import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import type pg from "pg";
import { HOUR_MS, SECOND_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";
import { pool as sharedPool } from "@/lib/prisma";
import { flushBatches } from "./batches";
import { claimJobs } from "./claim";
import { fireDebounces } from "./debounces";
import { dispatchEvents } from "./dispatch";
import { startLeases } from "./leases";
import { startListening } from "./listen";
import { startLoop } from "./loop";
import { type Agenda, readAgenda } from "./queries/agenda";
import { ENGINE_CHANNEL } from "./queries/channel";
import type { Lane } from "./queries/claim-jobs";
import { releaseJobs } from "./queries/release-jobs";
import { registerFunctions } from "./register";
import { createRunner } from "./run-job";
import { keepCrons, tickCrons } from "./tick";

const DEFAULT_MAX_CALLS = 512;
const CLAIM_BATCH = 50;
/** How long a due job or an event could stay unseen if a notification were lost, and if none can be heard. */
const LISTENING_WAIT_MS = 10 * SECOND_MS;
const DEAF_WAIT_MS = 2 * SECOND_MS;
/** Other engines are told that there is more work than this one takes, at most so often. */
const SHARE_EVERY_MS = 200;
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

  let sharedAt = 0;
  async function shareWork(): Promise<void> {
    if (performance.now() - sharedAt < SHARE_EVERY_MS) return;
    sharedAt = performance.now();
    await pool.query("select pg_notify($1, '')", [ENGINE_CHANNEL]);
  }

  async function claim(lane: Lane): Promise<number> {
    const room = lane === "calls" ? Math.min(CLAIM_BATCH, maxCalls - runner.activeCalls()) : CLAIM_BATCH;
    if (room <= 0) return 0;
    const claimer = { owner, functionIds, activeIds: runner.activeIds() };
    const jobs = await claimJobs(pool, claimer, { lane, limit: room });
    runner.start(jobs);
    if (jobs.length === room) await shareWork();
    return jobs.length;
  }

  async function takeTurn() {
    const agenda = await readAgenda(pool, functionIds);
    let taken = await startRuns(agenda);
    if (agenda.hasControl) taken += await claim("control");
    if (agenda.hasCalls || taken > 0) taken += await claim("calls");
    return { waitMs: taken > 0 ? 0 : (agenda.nextInMs ?? Number.POSITIVE_INFINITY) };
  }

  async function startRuns({ hasEvents, hasTicks, hasDebounces, hasBatches }: Agenda): Promise<number> {
    let taken = 0;
    if (hasEvents) taken += await dispatchEvents(pool, functions);
    if (hasTicks) taken += await tickCrons(pool, functions);
    if (hasDebounces) taken += await fireDebounces(pool, functions);
    if (hasBatches) taken += await flushBatches(pool, functions);
    return taken;
  }

  const loop = startLoop(takeTurn, { longestWaitMs: () => (listening.isOpen() ? LISTENING_WAIT_MS : DEAF_WAIT_MS) });
  const listening = startListening(() => loop.poke());
  logger.debug({ functions: functionIds.length }, "The embedded engine runs");

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
