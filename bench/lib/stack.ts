import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { type RunningProcess, startProcess } from "@/tests/setup/processes";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Stack {
  url: string;
  operatorKey: string;
  databaseUrl: string;
  web: RunningProcess;
  worker: RunningProcess;
  /** A call of the API; the parsed answer. Throws when the status is 4xx or 5xx. */
  call<T>(method: string, apiPath: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** PostgreSQL (durable: fsync and synchronous_commit on), web and worker, as `npm start` runs them, in a folder of their own. */
export async function startStack(): Promise<Stack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-bench-"));
  const postgres = await startPostgres({ projectRoot: ROOT, dataDir, settings: {} });
  await migrate({ url: postgres.url, directory: path.join(ROOT, "prisma/migrations"), partitions: 4 });
  const operatorKey = `hs_${randomBytes(24).toString("base64url")}`;
  const environment = {
    PATH: process.env.PATH ?? "",
    NODE_ENV: "production",
    PORT: "0",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
    DATABASE_URL: postgres.url,
    HOOKSWITCH_DATA_DIR: dataDir,
    HOOKSWITCH_OPERATOR_KEY: operatorKey,
    HOOKSWITCH_SECRET_KEY: randomBytes(24).toString("hex"),
    NEXTAUTH_SECRET: randomBytes(24).toString("hex"),
    HOOKSWITCH_ALLOWED_NETWORKS: "127.0.0.0/8",
  };
  // Such as --cpu-prof; node takes it on the command line only.
  const nodeArguments = (process.env.BENCH_NODE_ARGUMENTS ?? "").split(" ").filter(Boolean);
  const start = (name: "server" | "worker") => startProcess(name, environment, nodeArguments);
  const [web, worker] = await Promise.all([start("server"), start("worker")]);
  const url = web.ready.url ?? "";
  return {
    url,
    operatorKey,
    databaseUrl: postgres.url,
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
    async stop() {
      await Promise.all([web.stop(), worker.stop()]);
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
