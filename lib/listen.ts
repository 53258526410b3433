import type { Client } from "pg";
import { newDirectClient } from "./prisma";

const RECONNECT_MS = 500;

export interface ListenOptions {
  channels: readonly string[];
  onNotify(channel: string, payload: string): void;
  /** After every connect but the first: what was sent in between was not heard. */
  onReconnect(): void;
  onLost(error: Error | null): void;
}

/**
 * LISTEN on a connection of its own, connected again whenever it breaks. Resolves when it listens. One attempt at a
 * time: a connection that fails tells so more than once (its promise, `error`, `end`), and attempts that beget two
 * each would use up all of the server's connections in a few seconds of outage.
 */
export async function listen(options: ListenOptions): Promise<{ stop(): Promise<void> }> {
  let current: Client | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const client = newDirectClient();
    let isLost = false;
    const lose = (error: Error | null) => {
      if (isLost) return;
      isLost = true;
      // A connection that failed while it was made is left to its promise.
      if (current !== client) return;
      current = null;
      options.onLost(error);
      retrySoon();
    };
    client.on("notification", ({ channel, payload }) => options.onNotify(channel, payload ?? ""));
    client.on("error", lose);
    client.on("end", () => lose(null));
    try {
      await client.connect();
      for (const channel of options.channels) await client.query(`listen ${channel}`);
      if (isLost) throw new Error("the connection was lost while it was made");
    } catch (error) {
      client.end().catch(() => {}); // it is of no use any more, open or not
      throw error;
    }
    current = client;
  }

  function retrySoon(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      connect().then(
        () => (stopped ? current?.end() : options.onReconnect()),
        (error: Error) => {
          options.onLost(error);
          retrySoon();
        },
      );
    }, RECONNECT_MS);
  }

  await connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const client: Client | null = current;
      current = null;
      await client?.end();
    },
  };
}
