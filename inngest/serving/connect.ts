import { setTimeout as delay } from "node:timers/promises";
import { connect } from "inngest/connect";
import { SECOND_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";
import type { Served, ServeOptions } from "./served";

const CONNECT_RETRY_MS = 2 * SECOND_MS;

/** Node has a WebSocket of its own from version 22 on. */
export function canConnect(): boolean {
  return typeof globalThis.WebSocket === "function";
}

/**
 * The worker calls the Inngest server, which needs no way to the worker: no port, no address that it must know. The
 * server may start after us. Signals are the worker's own business.
 */
export async function serveByConnection({ client, functions }: ServeOptions): Promise<Served> {
  const stopping = new AbortController();
  let announce: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const connecting = keepConnecting();

  async function keepConnecting() {
    while (!stopping.signal.aborted) {
      try {
        const connection = await connect({ apps: [{ client, functions }], handleShutdownSignals: [] });
        logger.info("connected to the Inngest server");
        announce();
        return connection;
      } catch (error) {
        logger.warn({ err: error }, "the Inngest server was not reached; trying again");
        await delay(CONNECT_RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {}); // stopped meanwhile
      }
    }
    return undefined;
  }

  return {
    ready,
    async stop() {
      stopping.abort();
      await (await connecting)?.close();
    },
  };
}
