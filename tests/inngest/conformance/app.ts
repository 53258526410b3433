import { randomBytes } from "node:crypto";
import { Inngest, type InngestFunction } from "inngest";
import { startEmbeddedEngine } from "@/inngest/embedded/engine";
import { EMBEDDED_URL, embeddedFetch } from "@/inngest/embedded/fetch";
import { sdkLogger } from "@/inngest/embedded/sdk-logger";
import { canConnect, serveByConnection } from "@/inngest/serving/connect";
import { serveOverHttp } from "@/inngest/serving/http";
import { env } from "@/lib/env";
import { pool } from "@/lib/prisma";
import { waitFor } from "../../setup/wait-for";

/** A real server stands behind INNGEST_BASE_URL (`inngest dev --retry-interval 1`); else the embedded engine runs. */
const serverUrl = env().INNGEST_BASE_URL;
export const usesServer = serverUrl !== undefined;
const RETRY_INTERVAL_MS = 50;
/** A server may take seconds where the engine takes milliseconds. */
const PATIENCE_MS = usesServer ? 75_000 : 15_000;

const SERVER_SETTLES_MS = 1_500;

/** How a run ended, as `inngest/function.finished` told. */
export interface RunEnd {
  fn: string;
  runId: string;
  status: "Completed" | "Failed" | "Cancelled";
  result: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts on what came, whatever its shape
  error: any;
  events: { name: string; data: Record<string, unknown> }[];
}

export interface App {
  client: Inngest;
  /** Ends so far, of one function or of all. */
  ends(fn?: string): RunEnd[];
  /** Waits until so many runs of a function have ended, and returns their ends. */
  waitForEnds(fn: string, count?: number): Promise<RunEnd[]>;
  /** Waits until so many steps of runs wait for an event. A server does not say so: there it waits for a while. */
  untilWaiting(count: number): Promise<void>;
  /** Waits until so many runs of a function are there; on a server, for a while. */
  untilQueued(fn: string, count: number): Promise<void>;
  /** Waits for a condition on what the functions did. */
  until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface AppTools {
  client: Inngest;
  /** A name that no other test uses: the server keeps what it was sent before. */
  named(event: string): string;
  appId: string;
}

/** Ordinary SDK functions, run by whichever executor this suite is pointed at. */
export async function startApp(build: (tools: AppTools) => InngestFunction.Any[]): Promise<App> {
  const appId = `c${randomBytes(5).toString("hex")}`;
  const client = new Inngest({ id: appId, isDev: true, logger: sdkLogger(), ...target() });
  const ends: RunEnd[] = [];
  const functions = [...build({ client, appId, named: (event) => `${appId}/${event}` }), observer(client, ends)];
  const stop = serverUrl === undefined ? await runEmbedded(client, functions) : await serveToServer(client, functions);
  const until: App["until"] = (what, ask) => waitFor(ask, { until: what, timeoutMs: PATIENCE_MS });
  return {
    client,
    ends: (fn) => ends.filter((end) => fn === undefined || end.fn === fn),
    async waitForEnds(fn, count = 1) {
      const of = () => ends.filter((end) => end.fn === fn);
      await until(`${count} runs of ${fn} had ended`, () => of().length >= count);
      return of();
    },
    untilWaiting: (count) =>
      untilRows(until, { sql: "select from engine_waits where step_id is not null", values: [], count }),
    untilQueued: (fn, count) =>
      untilRows(until, { sql: "select from engine_runs where function_id = $1", values: [`${appId}-${fn}`], count }),
    until,
    [Symbol.asyncDispose]: stop,
  };
}

function target(): { baseUrl: string; fetch?: typeof fetch } {
  return serverUrl === undefined ? { baseUrl: EMBEDDED_URL, fetch: embeddedFetch } : { baseUrl: serverUrl };
}

async function untilRows(
  until: App["until"],
  { sql, values, count }: { sql: string; values: unknown[]; count: number },
): Promise<void> {
  if (usesServer) await new Promise((resolve) => setTimeout(resolve, SERVER_SETTLES_MS));
  else await until(`there were ${count} rows`, async () => ((await pool().query(sql, values)).rowCount ?? 0) >= count);
}

/** Hears of the end of every run of the app. */
function observer(client: Inngest, ends: RunEnd[]): InngestFunction.Any {
  return client.createFunction(
    {
      id: "observer",
      triggers: [{ event: "inngest/function.finished", if: `event.data.function_id.startsWith("${client.id}-")` }],
    },
    async ({ event }) => {
      const { data } = event as unknown as { data: Record<string, unknown> };
      ends.push({
        fn: String(data.function_id).slice(client.id.length + 1),
        runId: String(data.run_id),
        status: (data._inngest as { status: RunEnd["status"] }).status,
        result: data.result,
        error: data.error,
        events: data.events as RunEnd["events"],
      });
    },
  );
}

async function runEmbedded(client: Inngest, functions: InngestFunction.Any[]): Promise<() => Promise<void>> {
  const options = { client, functions, retryIntervalMs: RETRY_INTERVAL_MS, stopTimeoutMs: 1_000 };
  const engine = await startEmbeddedEngine(options);
  return () => engine.stop();
}

/** The way that a worker takes, too: a connection where Node has WebSocket and no port is named, else HTTP. */
async function serveToServer(client: Inngest, functions: InngestFunction.Any[]): Promise<() => Promise<void>> {
  const port = env().HOOKSWITCH_WORKER_PORT;
  const served =
    port === 0 && canConnect()
      ? await serveByConnection({ client, functions })
      : await serveOverHttp({ client, functions }, { host: "127.0.0.1", port: 0 });
  await served.ready;
  return () => served.stop();
}
