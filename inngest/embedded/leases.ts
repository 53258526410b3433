import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { SECOND_MS } from "@/lib/clock";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { LEASE_MS } from "./claim";
import { LEASE_THREAD } from "./lease-thread";

const RENEW_EVERY_MS = SECOND_MS;
/** A function may keep the event loop busy this long before its engine is taken for dead. */
const MAX_SILENCE_MS = 60 * SECOND_MS;
const ALIVE_EVERY_MS = 5 * SECOND_MS;

// One statement for all jobs of the process. It skips rows that are being finished, so it cannot deadlock with them.
const RENEW = `
update engine_jobs set ready_at = now() + $3 * interval '1 millisecond'
 where id in (select id from engine_jobs where id = any($1) and lease_owner = $2 for update skip locked)`;

/** Keeps the leases of running jobs, from a thread, so that a busy event loop does not lose them. */
export interface Leases {
  add(jobIds: readonly string[]): void;
  remove(jobId: string): void;
  stop(): Promise<void>;
}

export function startLeases(owner: string): Leases {
  const held = new Set<string>();
  let isStopped = false;
  let restart: NodeJS.Timeout | undefined;
  let thread = startThread();
  const alive = setInterval(() => {
    if (held.size > 0) thread.postMessage({ alive: true });
  }, ALIVE_EVERY_MS);
  alive.unref();

  function startThread(): Worker {
    const worker = new Worker(LEASE_THREAD, { eval: true, execArgv: [], workerData: threadSettings(owner) });
    worker.on("message", ({ error }: { error: string }) => logger.warn({ error }, "Leases could not be renewed"));
    worker.on("error", (err) => logger.error({ err }, "The lease thread failed"));
    worker.on("exit", () => {
      if (!isStopped) restart = setTimeout(() => (thread = startThread()), RENEW_EVERY_MS);
    });
    worker.postMessage({ add: [...held] });
    return worker;
  }

  return {
    add(jobIds) {
      for (const id of jobIds) held.add(id);
      thread.postMessage({ add: jobIds });
    },
    remove(jobId) {
      held.delete(jobId);
      thread.postMessage({ remove: jobId });
    },
    async stop() {
      isStopped = true;
      clearInterval(alive);
      clearTimeout(restart);
      await thread.terminate();
    },
  };
}

function threadSettings(owner: string) {
  const { DATABASE_DIRECT_URL, DATABASE_URL } = env();
  return {
    pgPath: createRequire(import.meta.url).resolve("pg"),
    connection: {
      connectionString: DATABASE_DIRECT_URL ?? DATABASE_URL,
      application_name: "hookswitch leases",
      connectionTimeoutMillis: LEASE_MS,
    },
    sql: RENEW,
    owner,
    leaseMs: LEASE_MS,
    everyMs: RENEW_EVERY_MS,
    maxSilenceMs: MAX_SILENCE_MS,
  };
}
