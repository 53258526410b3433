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

/** LISTEN on a connection of its own, connected again whenever it breaks. Resolves when it listens. */
export async function listen(options: ListenOptions): Promise<{ stop(): Promise<void> }> {
  let client: Client | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = newDirectClient();
    next.on("notification", ({ channel, payload }) => options.onNotify(channel, payload ?? ""));
    next.on("error", (error) => lose(next, error));
    next.on("end", () => lose(next, null));
    client = next;
    await next.connect();
    for (const channel of options.channels) await next.query(`listen ${channel}`);
  }

  function lose(which: Client | null, error: Error | null): void {
    if (stopped || which !== client) return;
    client = null;
    options.onLost(error);
    timer = setTimeout(reconnect, RECONNECT_MS);
  }

  function reconnect(): void {
    connect().then(
      () => options.onReconnect(),
      (error: Error) => lose(client, error),
    );
  }

  await connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
