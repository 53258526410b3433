import { randomBytes } from "node:crypto";
import { freePort } from "./free-port";
import { type RunningProcess, startProcess } from "./processes";

export interface RunningApp {
  url: string;
  operatorKey: string;
  setupCode: string;
  web: RunningProcess;
  worker: RunningProcess;
  /** Starts the process again after kill() or stop(); web keeps its port. */
  restart(name: "web" | "worker"): Promise<void>;
  /** A call of the API with the operator key; the parsed answer. Throws when the status is 4xx or 5xx. */
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Web and worker as they run in production (built bundles), on the test file's own database. */
export async function startApp(overrides: Record<string, string> = {}): Promise<RunningApp> {
  const operatorKey = `hs_${randomBytes(24).toString("base64url")}`;
  const setupCode = randomBytes(12).toString("base64url");
  const environment: Record<string, string> = {
    ...definedEnvironment(),
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(await freePort()),
    HOOKSWITCH_OPERATOR_KEY: operatorKey,
    HOOKSWITCH_SETUP_CODE: setupCode,
    ...overrides,
  };
  const [web, worker] = await Promise.all([startProcess("server", environment), startProcess("worker", environment)]);
  const url = web.ready.url ?? "";
  const app: RunningApp = {
    url,
    operatorKey,
    setupCode,
    web,
    worker,
    async restart(name) {
      if (name === "worker") app.worker = await startProcess("worker", environment);
      else app.web = await startProcess("server", environment);
    },
    call: (method, apiPath, body) => call(`${url}${apiPath}`, method, operatorKey, body),
    async stop() {
      await Promise.all([app.web.stop(), app.worker.stop()]);
    },
  };
  return app;
}

async function call<T>(url: string, method: string, key: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
