import { createServer } from "node:http";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { DAY_MS, HOUR_MS } from "@/lib/clock";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { usesInngestServer } from "./client";
import { startEmbeddedEngine } from "./embedded/engine";
import { pruneEngine } from "./embedded/prune";

const SERVE_PATH = "/api/inngest";
const REGISTER_RETRY_MS = 2_000;
/** Below the time that the supervisor gives a process to end. */
const STOP_TIMEOUT_MS = 5_500;
const PRUNE_EVERY_MS = HOUR_MS;
/** Longer than the 24 hours for which an event id is remembered. */
const KEEP_RUNS_MS = 3 * DAY_MS;

interface Served {
  stop(): Promise<void>;
}

/**
 * Where the functions run: in the embedded engine, or called by an Inngest server, which reaches them on a port of
 * the worker's own (HOOKSWITCH_WORKER_PORT) and is told of them here. The embedded engine exposes no route at all.
 */
export function serveFunctions(options: { client: Inngest.Any; functions: InngestFunction.Any[] }): Promise<Served> {
  return usesInngestServer() ? serveOverHttp(options) : serveEmbedded(options);
}

async function serveEmbedded(options: { client: Inngest.Any; functions: InngestFunction.Any[] }): Promise<Served> {
  const engine = await startEmbeddedEngine({ ...options, stopTimeoutMs: STOP_TIMEOUT_MS });
  const pruning = setInterval(() => void prune(), PRUNE_EVERY_MS);
  return {
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

async function serveOverHttp(options: { client: Inngest.Any; functions: InngestFunction.Any[] }): Promise<Served> {
  const { HOST, HOOKSWITCH_WORKER_PORT } = env();
  const server = createServer(serve({ ...options, servePath: SERVE_PATH }));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(HOOKSWITCH_WORKER_PORT, HOST, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : HOOKSWITCH_WORKER_PORT;
  const registration = keepRegistering(`http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${port}${SERVE_PATH}`);
  return {
    async stop() {
      registration.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}

/** The server may start after us: tries until it has taken the functions. */
function keepRegistering(url: string): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  async function register(): Promise<void> {
    try {
      const response = await fetch(url, { method: "PUT" });
      if (response.ok) return logger.info({ url }, "functions registered with the Inngest server");
      logger.warn(
        { status: response.status, answer: await response.text() },
        "the Inngest server did not take the functions",
      );
    } catch (error) {
      logger.warn({ err: error }, "the Inngest server was not reached; trying again");
    }
    timer = setTimeout(register, REGISTER_RETRY_MS);
  }
  void register();
  return { stop: () => clearTimeout(timer) };
}
