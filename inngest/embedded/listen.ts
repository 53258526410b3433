import type pg from "pg";
import { SECOND_MS } from "@/lib/clock";
import { logger } from "@/lib/logger";
import { newDirectClient } from "@/lib/prisma";
import { ENGINE_CHANNEL } from "./queries/channel";

const RECONNECT_AFTER_MS = SECOND_MS;

export interface Listening {
  /** False: news is not heard at the moment. */
  isOpen(): boolean;
  stop(): Promise<void>;
}

/**
 * Calls `onWake` when another process says that there is work, and after each connect, for what was missed. A lost
 * connection is replaced; meanwhile the loop's own looks are the net.
 */
export function startListening(onWake: () => void): Listening {
  let isStopped = false;
  let isOpen = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = newDirectClient();
    client = fresh;
    fresh.on("notification", onWake);
    fresh.on("error", () => reconnect(fresh)); // the connection is gone; the next one is the remedy
    fresh.on("end", () => reconnect(fresh));
    try {
      await fresh.connect();
      await fresh.query(`listen ${ENGINE_CHANNEL}`);
      isOpen = client === fresh;
      onWake();
    } catch (err) {
      logger.warn({ err }, "The engine cannot listen for work; it looks every two seconds instead");
      reconnect(fresh);
    }
  }

  function reconnect(lost: pg.Client): void {
    if (isStopped || client !== lost) return;
    client = undefined;
    isOpen = false;
    onWake(); // so that the next wait is a short one
    lost.end().catch(() => {}); // it is broken already
    timer = setTimeout(() => void connect(), RECONNECT_AFTER_MS);
  }

  const connecting = connect();
  return {
    isOpen: () => isOpen,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await connecting;
      await client?.end();
    },
  };
}
