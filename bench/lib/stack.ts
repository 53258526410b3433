import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { freePort } from "@/tests/setup/free-port";
import { type RunningProcess, startProcess } from "@/tests/setup/processes";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PARTITIONS = 4;

export interface Stack {
  url: string;
  operatorKey: string;
  databaseUrl: string;
  postgresPid: number;
  web: RunningProcess;
  worker: RunningProcess;
  /** A call of the API; the parsed answer. Throws when the status is 4xx or 5xx. */
  call<T>(method: string, apiPath: string, body?: unknown): Promise<T>;
  startWeb(): Promise<void>;
  startWorker(): Promise<void>;
  /** Stops PostgreSQL (`kill`: SIGKILL of its parent, as a crash does) and starts it on the same data and port. */
  restartPostgres(how: "stop" | "kill"): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL (durable: fsync and synchronous_commit on), web and worker, as `npm start` runs them, in a folder of their own. */
export async function startStack(): Promise<Stack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-bench-"));
  const startDatabase = () => startPostgres({ projectRoot: ROOT, dataDir, settings: {} });
  let postgres = await startDatabase();
  await migrate({ url: postgres.url, directory: path.join(ROOT, "prisma/migrations"), partitions: PARTITIONS });
  const operatorKey = `hs_${randomBytes(24).toString("base64url")}`;
  const environment = {
    PATH: process.env.PATH ?? "",
    NODE_ENV: "production",
    PORT: String(await freePort()),
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
    DATABASE_URL: postgres.url,
    HOOKSWITCH_DATA_DIR: dataDir,
    HOOKSWITCH_OPERATOR_KEY: operatorKey,
    HOOKSWITCH_SECRET_KEY: randomBytes(24).toString("hex"),
    NEXTAUTH_SECRET: randomBytes(24).toString("hex"),
    HOOKSWITCH_ALLOWED_NETWORKS: "127.0.0.0/8",
    UV_THREADPOOL_SIZE: "32",
    ...inngestServer(),
  };
  // Such as --cpu-prof; node takes it on the command line only.
  const nodeArguments = (process.env.BENCH_NODE_ARGUMENTS ?? "").split(" ").filter(Boolean);
  const start = (name: "server" | "worker") => startProcess(name, environment, nodeArguments);
  const [web, worker] = await Promise.all([start("server"), start("worker")]);
  const url = web.ready.url ?? "";

  const stack: Stack = {
    url,
    operatorKey,
    databaseUrl: postgres.url,
    postgresPid: postgres.pid,
    web,
    worker,
    async call<T>(method: string, apiPath: string, body?: unknown) {
      const response = await fetch(`${url}${apiPath}`, {
        method,
        headers: { authorization: `Bearer ${operatorKey}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${apiPath} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    async startWeb() {
      stack.web = await start("server");
    },
    async startWorker() {
      stack.worker = await start("worker");
    },
    async restartPostgres(how) {
      if (how === "stop") await postgres.stop();
      else {
        process.kill(postgres.pid, "SIGKILL");
        await postgres.exited;
      }
      postgres = await startDatabase();
      if (postgres.reused) throw new Error("PostgreSQL was not stopped: its process still lived");
      stack.postgresPid = postgres.pid;
    },
    async stop() {
      await Promise.all([stack.web.stop(), stack.worker.stop()]);
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return stack;
}

/** The drills run on an Inngest server where one is named, else on the embedded engine. */
function inngestServer(): Record<string, string> {
  const names = ["INNGEST_BASE_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"] as const;
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
