import { env } from "@/lib/env";
import { usesInngestServer } from "./client";
import type { Served, ServeOptions } from "./serving/served";

/**
 * Where the functions run: in the embedded engine, or called by an Inngest server. One that is named reaches them by
 * a connection that the worker makes, where Node can (22 and newer), else, or if HOOKSWITCH_WORKER_PORT is set, on a
 * port of the worker's own. The ways are loaded when they are taken.
 */
export async function serveFunctions(options: ServeOptions): Promise<Served> {
  if (!usesInngestServer()) return (await import("./serving/embedded")).serveEmbedded(options);
  requireSigning();
  const { HOST, HOOKSWITCH_WORKER_PORT } = env();
  const connecting = await import("./serving/connect");
  if (HOOKSWITCH_WORKER_PORT === 0 && connecting.canConnect()) return connecting.serveByConnection(options);
  const { serveOverHttp } = await import("./serving/http");
  return serveOverHttp(options, { host: HOST, port: HOOKSWITCH_WORKER_PORT });
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** Without a key calls are not signed: only for a development server on this machine, which signs nothing. */
function requireSigning(): void {
  const { HOST, INNGEST_BASE_URL, INNGEST_SIGNING_KEY } = env();
  if (INNGEST_SIGNING_KEY !== undefined) return;
  const isLocal = INNGEST_BASE_URL !== undefined && LOOPBACK.test(new URL(INNGEST_BASE_URL).hostname);
  if (isLocal && LOOPBACK.test(HOST)) return;
  throw new Error(
    "Set INNGEST_SIGNING_KEY: without it anybody who reaches the worker could run its functions. Only a development " +
      "server on this machine (INNGEST_BASE_URL and HOST on loopback) may go without.",
  );
}
