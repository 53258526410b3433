import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;

export interface RunningProcess {
  pid: number;
  /** What the process said when it was ready. */
  ready: { url?: string; port?: number };
  /** SIGTERM, and waits for its end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
}

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
    PORT: "0",
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
      else app.web = await startProcess("server", { ...environment, PORT: String(web.ready.port) });
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

/** Starts dist/<name>.mjs and resolves when it says that it is ready. */
export async function startProcess(
  name: "server" | "worker",
  environment: Record<string, string>,
): Promise<RunningProcess> {
  const file = path.join(ROOT, "dist", `${name}.mjs`);
  if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build first`);
  const child = spawn(process.execPath, ["--enable-source-maps", file], {
    cwd: ROOT,
    env: environment as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const output: string[] = [];
  child.stdout?.on("data", (chunk) => output.push(String(chunk)));
  child.stderr?.on("data", (chunk) => output.push(String(chunk)));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = await untilReady(child, name, output);
  return {
    pid: child.pid ?? 0,
    ready,
    async stop() {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(late);
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function untilReady(child: ChildProcess, name: string, output: readonly string[]): Promise<RunningProcess["ready"]> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${name} ${why}:\n${output.join("").slice(-4_000)}`));
    const late = setTimeout(() => fail("was not ready in time"), START_TIMEOUT_MS);
    child.once("exit", (code) => fail(`ended with ${code} before it was ready`));
    child.on("message", (message) => {
      if (typeof message !== "object" || message === null || !("type" in message) || message.type !== "ready") return;
      clearTimeout(late);
      resolve(message as RunningProcess["ready"]);
    });
  });
}
