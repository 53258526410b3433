import { setTimeout as delay } from "node:timers/promises";
import { ConnectionState, connect, type WorkerConnection } from "inngest/connect";
import { SECOND_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";
import type { Served, ServeOptions } from "./served";

const LOOK_MS = 2 * SECOND_MS;
/** The SDK's own first tries; after them it waits longer each time, up to five minutes. */
const OWN_TRIES_MS = 5 * SECOND_MS;
const LATE_MS = 15 * SECOND_MS;
/** The SDK says neither that nor why. */
const NO_GATEWAY =
  "the Inngest server answers, but no connection to its gateway (a port of its own, 8289) has come about; " +
  "open it, set INNGEST_CONNECT_GATEWAY_URL, or set HOOKSWITCH_WORKER_PORT to be called over HTTP";

/** Node has a WebSocket of its own from version 22 on. */
export function canConnect(): boolean {
  return typeof globalThis.WebSocket === "function";
}

/**
 * The worker calls the Inngest server, which needs no way to the worker: no port, no address that it must know. The
 * server may start after us, and be away for a while: we look for it ourselves, every two seconds, since the SDK's
 * waits grow to minutes. Signals are the worker's own business.
 */
export async function serveByConnection({ client, functions }: ServeOptions): Promise<Served> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let announce: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    announce = resolve;
  });
  let current: WorkerConnection | undefined;
  void keepConnected();

  async function keepConnected(): Promise<void> {
    while (!signal.aborted) {
      if (await answers(client.apiBaseUrl)) await connectOnce();
      else logger.warn({ url: client.apiBaseUrl }, "the Inngest server was not reached; trying again");
      await pause();
    }
  }

  /** Until the connection is lost and the server is there again. */
  async function connectOnce(): Promise<void> {
    const late = setInterval(() => logger.warn({ url: client.apiBaseUrl }, NO_GATEWAY), LATE_MS);
    try {
      const connection = await connect({ apps: [{ client, functions }], handleShutdownSignals: [] });
      const before = current;
      current = connection;
      logger.info("connected to the Inngest server");
      announce();
      clearInterval(late);
      before?.close().catch(() => {}); // gives back what it still runs
      await untilLost(connection);
    } catch (error) {
      logger.warn({ err: error }, "the Inngest server was not reached; trying again");
    } finally {
      clearInterval(late);
    }
  }

  async function untilLost(connection: WorkerConnection): Promise<void> {
    let lostAtMs: number | null = null;
    while (!signal.aborted) {
      await pause();
      if (connection.state !== ConnectionState.RECONNECTING) lostAtMs = null;
      else lostAtMs ??= performance.now();
      if (lostAtMs === null || performance.now() - lostAtMs < OWN_TRIES_MS) continue;
      if (await answers(client.apiBaseUrl)) return;
    }
  }

  const pause = () => delay(LOOK_MS, undefined, { signal }).catch(() => {}); // stopped meanwhile

  return {
    ready,
    async stop() {
      stopping.abort();
      // One that waits for a server that is away ends with the process: the SDK would wait on.
      if (current?.state === ConnectionState.ACTIVE) await current.close();
    },
  };
}

/** Whether a server is there, whatever it says. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL("/health", url), { signal: AbortSignal.timeout(LOOK_MS) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
