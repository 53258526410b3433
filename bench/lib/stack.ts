import { randomBytes } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { freePort } from "@/tests/setup/free-port";
import { type RunningProcess, startProcess } from "@/tests/setup/processes";
import type { Pids } from "./cpu";
import { type BenchDatabase, startDatabase } from "./database";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PARTITIONS = 4;

export interface StackOptions {
  /** The tree whose build runs; this one when left out. */
  root?: string;
  /** Settings of the embedded PostgreSQL beside those of `npm start`. */
  settings?: Record<string, string>;
  /** A server of somebody's own instead of the embedded one; it cannot be restarted. */
  externalServer?: string | undefined;
  partitions?: number;
}

export interface Stack {
  url: string;
  operatorKey: string;
  databaseUrl: string;
  postgresPid: number;
  database: BenchDatabase;
  web: RunningProcess;
  worker: RunningProcess;
  moreWorkers: RunningProcess[];
  pids(): Pids;
  /** A call of the API; the parsed answer. Throws when the status is 4xx or 5xx. */
  call<T>(method: string, apiPath: string, body?: unknown): Promise<T>;
  startWeb(): Promise<void>;
  startWorker(): Promise<void>;
  addWorker(): Promise<void>;
  /** Stops PostgreSQL (`kill`: SIGKILL of its parent, as a crash does) and starts it on the same data and port. */
  restartPostgres(how: "stop" | "kill"): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL (durable: fsync and synchronous_commit on), web and worker, as `npm start` runs them, in a folder of their own. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { root = ROOT, settings = {}, partitions = PARTITIONS, externalServer } = options;
  const database = await startDatabase(settings, externalServer);
  try {
    return await startOn(database, { root, partitions });
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** A process that does not start takes the other one with it: whoever asked gets a stack or nothing. */
async function startOn(
  database: BenchDatabase,
  { root, partitions }: { root: string; partitions: number },
): Promise<Stack> {
  await migrate({ url: database.url, directory: path.join(root, "prisma/migrations"), partitions });
  const operatorKey = `hs_${randomBytes(24).toString("base64url")}`;
  const environment = environmentOf({ database, operatorKey, partitions, port: await freePort() });
  // Such as --cpu-prof; node takes it on the command line only.
  const nodeArguments = (process.env.BENCH_NODE_ARGUMENTS ?? "").split(" ").filter(Boolean);
  const start = (name: "server" | "worker") => startProcess(name, environment, { root, nodeArguments });
  const started = await Promise.allSettled([start("server"), start("worker")]);
  const running = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const [web, worker] = running;
  if (!web || !worker) {
    for (const one of running) await one.stop();
    throw started.find((result) => result.status === "rejected")?.reason;
  }
  const url = web.ready.url ?? "";

  const stack: Stack = {
    url,
    operatorKey,
    databaseUrl: database.url,
    postgresPid: database.pid,
    database,
    web,
    worker,
    moreWorkers: [],
    pids: () => ({
      web: stack.web.pid,
      workers: [stack.worker, ...stack.moreWorkers].map(({ pid }) => pid),
      postgres: stack.postgresPid,
    }),
    call: (method, apiPath, body) => call({ url: `${url}${apiPath}`, method, body, operatorKey }),
    async startWeb() {
      stack.web = await start("server");
    },
    async startWorker() {
      stack.worker = await start("worker");
    },
    async addWorker() {
      stack.moreWorkers.push(await start("worker"));
    },
    async restartPostgres(how) {
      await database.restart(how);
      stack.postgresPid = database.pid;
    },
    async stop() {
      await Promise.all([stack.web, stack.worker, ...stack.moreWorkers].map((running) => running.stop()));
      await database.stop();
    },
  };
  return stack;
}

/** The drills run on an Inngest server where one is named, else on the embedded engine. */
function inngestServer(): Record<string, string> {
  const names = [
    "INNGEST_BASE_URL",
    "INNGEST_EVENT_KEY",
    "INNGEST_SIGNING_KEY",
    "HOOKSWITCH_WORKER_PORT",
    "INNGEST_CONNECT_GATEWAY_URL",
  ] as const;
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

interface Parts {
  database: BenchDatabase;
  operatorKey: string;
  partitions: number;
  port: number;
}

function environmentOf(parts: Parts): Record<string, string> {
  const secret = () => randomBytes(24).toString("hex");
  return {
    PATH: process.env.PATH ?? "",
    NODE_ENV: "production",
    PORT: String(parts.port),
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
    DATABASE_URL: parts.database.url,
    HOOKSWITCH_DATA_DIR: parts.database.dataDir,
    HOOKSWITCH_OPERATOR_KEY: parts.operatorKey,
    HOOKSWITCH_PARTITIONS: String(parts.partitions),
    HOOKSWITCH_SECRET_KEY: secret(),
    NEXTAUTH_SECRET: secret(),
    HOOKSWITCH_ALLOWED_NETWORKS: "127.0.0.0/8",
    UV_THREADPOOL_SIZE: "32",
    ...inngestServer(),
  };
}

async function call<T>(request: { url: string; method: string; body: unknown; operatorKey: string }): Promise<T> {
  const { url, method, body, operatorKey } = request;
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${operatorKey}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
