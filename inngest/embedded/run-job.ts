import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { SECOND_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";
import { backoffMs, retryAfterMs } from "./backoff";
import { callFunction } from "./call";
import { doControlJob } from "./control";
import { finishCall } from "./finish";
import type { EngineFunction } from "./function";
import type { ClaimedJob, JobContext } from "./job";
import type { Leases } from "./leases";
import { type Outcome, readAnswer } from "./ops";
import type { Handler } from "./register";

/** A result outlives a restart of the database: it is offered for half a minute before the call counts as lost. */
const FINISH_TRIES = 30;
const FINISH_PAUSE_MS = SECOND_MS;
/** The first time it is most likely a deadlock of two, which PostgreSQL has solved. */
const SHORT_PAUSE_MS = 50;

export interface Runner {
  /** Runs leased jobs; does not wait for them. */
  start(jobs: readonly ClaimedJob[]): void;
  activeIds(): string[];
  /** How many of them are calls of functions. */
  activeCalls(): number;
  /** Resolves when nothing runs any more, or after the time. */
  settle(timeoutMs: number): Promise<void>;
}

export interface RunnerOptions {
  pool: pg.Pool;
  handler: Handler;
  functions: readonly EngineFunction[];
  leases: Leases;
  callTimeoutMs: number;
  retryIntervalMs: number | undefined;
  /** A job has ended: a slot is free, and there may be a follow-up. */
  onDone(): void;
}

export function createRunner(options: RunnerOptions): Runner {
  const { functions, leases } = options;
  const functionsById = new Map(functions.map((fn) => [fn.id, fn]));
  const active = new Map<string, Promise<void>>();
  let calls = 0;

  const isWanted = ({ name }: { name: string }) => functions.some((fn) => fn.mayMatch(name));

  async function run(job: ClaimedJob): Promise<void> {
    const fn = functionsById.get(job.functionId);
    if (!fn) throw new Error(`a job of the unknown function ${job.functionId} was claimed`);
    const context: JobContext = { job, fn, functions: functionsById, isWanted };
    if (job.kind !== "discover" && job.kind !== "step") {
      await insist(job, () => doControlJob(options.pool, context));
      return;
    }
    const outcome = await perform(job, options);
    logOutcome(job, outcome);
    const delayMs = retryDelayMs({ job, outcome }, options.retryIntervalMs);
    await insist(job, () => finishCall(options.pool, { ...context, outcome, delayMs }));
  }

  return {
    start(jobs) {
      leases.add(jobs.map((job) => job.id));
      for (const job of jobs) {
        const isCall = job.kind === "discover" || job.kind === "step";
        if (isCall) calls++;
        const running = run(job)
          .catch((err: unknown) =>
            logger.error({ err, runId: job.runId }, "A result could not be written; the call counts as lost"),
          )
          .finally(() => {
            if (isCall) calls--;
            leases.remove(job.id);
            active.delete(job.id);
            options.onDone();
          });
        active.set(job.id, running);
      }
    },
    activeIds: () => [...active.keys()],
    activeCalls: () => calls,
    async settle(timeoutMs) {
      const timer = new AbortController();
      await Promise.race([
        Promise.all(active.values()),
        sleep(timeoutMs, undefined, { signal: timer.signal }).catch(() => {}),
      ]);
      timer.abort(); // rejects the loser of the race, which nobody waits for
    },
  };
}

async function perform(job: ClaimedJob, { handler, callTimeoutMs }: RunnerOptions): Promise<Outcome> {
  if (job.attempt >= job.maxAttempts) {
    const message = `The worker that ran this call went away (attempt ${job.attempt} of ${job.maxAttempts}).`;
    return { kind: "failed", finished: [], error: { name: "WorkerLostError", message } };
  }
  const isLastAttempt = job.attempt + 1 >= job.maxAttempts;
  try {
    return readAnswer(await callFunction(handler, job, callTimeoutMs), isLastAttempt);
  } catch (error) {
    // No answer counts as a failed attempt, as a broken connection does on the server.
    const reason = { name: "NoAnswerError", message: error instanceof Error ? error.message : String(error) };
    if (isLastAttempt) return { kind: "failed", finished: [], error: reason };
    return { kind: "retry", finished: [], error: reason, retryAfter: null };
  }
}

/** What is to be written outlives a restart of the database. */
async function insist({ runId }: ClaimedJob, write: () => Promise<"done" | "lost">): Promise<void> {
  for (let tryNumber = 1; ; tryNumber++) {
    try {
      if ((await write()) === "lost")
        logger.warn({ runId }, "A job ended after its lease was lost; its result was dropped");
      return;
    } catch (err) {
      if (tryNumber >= FINISH_TRIES) throw err;
      logger.warn({ err, runId }, "A result could not be written yet");
      await sleep(tryNumber === 1 ? Math.random() * SHORT_PAUSE_MS : FINISH_PAUSE_MS);
    }
  }
}

function retryDelayMs({ job, outcome }: { job: ClaimedJob; outcome: Outcome }, fixedMs: number | undefined): number {
  const asked =
    outcome.kind === "retry" && outcome.retryAfter ? retryAfterMs(outcome.retryAfter, Date.now()) : undefined;
  return asked ?? fixedMs ?? backoffMs(job.attempt, Math.random());
}

function logOutcome({ runId, functionId, attempt }: ClaimedJob, outcome: Outcome): void {
  if (outcome.kind === "failed") logger.error({ runId, functionId, error: outcome.error }, "A run failed");
  if (outcome.kind === "retry")
    logger.warn({ runId, functionId, attempt, error: outcome.error }, "A call failed and is tried again");
}
