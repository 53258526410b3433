import { createServer } from "node:http";
import { serve } from "inngest/node";
import { logger } from "@/lib/logger";
import type { Served, ServeOptions } from "./served";

const SERVE_PATH = "/api/inngest";
const REGISTER_RETRY_MS = 2_000;
/** A development server keeps what it was told in memory: after its restart it knows no functions. */
const REGISTER_AGAIN_MS = 15_000;

export interface HttpAddress {
  host: string;
  /** 0 takes a free one. */
  port: number;
}

/** An Inngest server calls the functions on a port of their own, and is told of them here. */
export async function serveOverHttp(
  options: ServeOptions,
  { host, port: wanted }: HttpAddress,
  againMs = REGISTER_AGAIN_MS,
): Promise<Served> {
  const server = createServer(serve({ ...options, servePath: SERVE_PATH }));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(wanted, host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : wanted;
  const registration = keepRegistering(
    `http://${host.includes(":") ? `[${host}]` : host}:${port}${SERVE_PATH}`,
    againMs,
  );
  return {
    ready: registration.ready,
    async stop() {
      await registration.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}

/** The server may start after us, or forget: tries until it has taken the functions, and tells it again from then on. */
function keepRegistering(url: string, againMs: number): Served {
  let isKnown = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let resolve: () => void = () => {};
  const ready = new Promise<void>((done) => {
    resolve = done;
  });
  async function register(): Promise<void> {
    try {
      const response = await fetch(url, { method: "PUT" });
      if (response.ok) {
        if (!isKnown) logger.info({ url }, "functions registered with the Inngest server");
        isKnown = true;
        resolve();
        return again(againMs);
      }
      isKnown = false;
      const answer = await response.text();
      logger.warn({ status: response.status, answer }, "the Inngest server did not take the functions");
    } catch (error) {
      logger.warn({ err: error }, "the Inngest server was not reached; trying again");
    }
    again(REGISTER_RETRY_MS);
  }
  function again(afterMs: number): void {
    if (!isStopped) timer = setTimeout(register, afterMs);
  }
  void register();
  return {
    ready,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
