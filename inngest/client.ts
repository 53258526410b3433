import { Inngest } from "inngest";
import { env } from "@/lib/env";
import { EMBEDDED_URL, embeddedFetch } from "./embedded/fetch";
import { sdkLogger } from "./embedded/sdk-logger";

const APP_ID = "hookswitch";

// The custom server's bundle and Next's bundle are two module graphs of one process: one client for both.
const holder = globalThis as typeof globalThis & { hookswitchInngest?: Inngest };

/** The one Inngest client: of a server when one is configured, else of the embedded engine. */
export function inngestClient(): Inngest {
  holder.hookswitchInngest ??= usesInngestServer() ? serverClient() : embeddedClient();
  return holder.hookswitchInngest;
}

/** True when an Inngest server or Inngest Cloud runs the functions, not this process's embedded engine. */
export function usesInngestServer(): boolean {
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY } = env();
  return INNGEST_BASE_URL !== undefined || INNGEST_EVENT_KEY !== undefined;
}

/** True where an Inngest server may call the functions over HTTP: only with a key that its requests are signed with. */
export function servesFunctionsOverHttp(): boolean {
  return usesInngestServer() && env().INNGEST_SIGNING_KEY !== undefined;
}

/** A server of our own without a signing key can only be a development server, which signs nothing. */
function serverClient(): Inngest {
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = env();
  return new Inngest({
    id: APP_ID,
    isDev: INNGEST_BASE_URL !== undefined && INNGEST_SIGNING_KEY === undefined,
    logger: sdkLogger(),
    ...(INNGEST_BASE_URL === undefined ? {} : { baseUrl: INNGEST_BASE_URL }),
    ...(INNGEST_EVENT_KEY === undefined ? {} : { eventKey: INNGEST_EVENT_KEY }),
    ...(INNGEST_SIGNING_KEY === undefined ? {} : { signingKey: INNGEST_SIGNING_KEY }),
  });
}

function embeddedClient(): Inngest {
  return new Inngest({ id: APP_ID, isDev: true, baseUrl: EMBEDDED_URL, fetch: embeddedFetch, logger: sdkLogger() });
}
