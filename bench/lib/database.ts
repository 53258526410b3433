import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startPostgres } from "@/scripts/lib/postgres.mjs";

export interface BenchDatabase {
  url: string;
  /** Of the server, when it runs on this machine; else 0. */
  pid: number;
  version: string;
  kind: "embedded" | "external";
  /** What decides how durable and how fast it is. */
  settings: Record<string, string>;
  dataDir: string;
  /** Stops PostgreSQL (`kill`: SIGKILL of its parent, as a crash does) and starts it on the same data and port. */
  restart(how: "stop" | "kill"): Promise<void>;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SHOWN_SETTINGS = [
  "shared_buffers",
  "fsync",
  "synchronous_commit",
  "full_page_writes",
  "wal_compression",
  "max_wal_size",
];

/** The embedded server with these settings on a new folder, or a database of its own on the `external` server. */
export async function startDatabase(
  settings: Record<string, string>,
  external: string | undefined,
): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-bench-"));
  const database = external ? await createDatabase(external, dataDir) : await startEmbedded(settings, dataDir);
  return { ...database, ...(await describe(database.url)) };
}

type Started = Omit<BenchDatabase, "version" | "settings">;

async function startEmbedded(settings: Record<string, string>, dataDir: string): Promise<Started> {
  const start = () => startPostgres({ projectRoot: ROOT, dataDir, settings });
  let postgres = await start();
  const database: Started = {
    url: postgres.url,
    pid: postgres.pid,
    kind: "embedded",
    dataDir,
    async restart(how) {
      if (how === "stop") await postgres.stop();
      else {
        process.kill(postgres.pid, "SIGKILL");
        await postgres.exited;
      }
      postgres = await start();
      if (postgres.reused) throw new Error("PostgreSQL was not stopped: its process still lived");
      database.pid = postgres.pid;
    },
    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return database;
}

async function createDatabase(server: string, dataDir: string): Promise<Started> {
  const name = `hookswitch_bench_${process.pid}`;
  await query(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    pid: 0,
    kind: "external",
    dataDir,
    restart: () => Promise.reject(new Error("an external PostgreSQL is not ours to restart")),
    async stop() {
      await query(server, `drop database ${name} with (force)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function describe(url: string): Promise<Pick<BenchDatabase, "version" | "settings">> {
  const rows = await query<{ name: string; value: string }>(
    url,
    "select name, current_setting(name) as value from pg_settings where name = any($1) or name = 'server_version'",
    [SHOWN_SETTINGS],
  );
  const { server_version: version = "", ...settings } = Object.fromEntries(
    rows.map(({ name, value }) => [name, value]),
  );
  return { version, settings };
}

/** On a connection of its own. */
export async function query<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Of WAL, 16 MB each: as many as `min_wal_size` keeps. */
const SEGMENTS = 60;

/**
 * A server that has run for a while uses its WAL segments again. A new one makes them first: each held all commits up
 * for 100 ms and more, once in 3,000 events, which says nothing of the day after. Some seconds; for what is measured.
 */
export async function fillWal(url: string): Promise<void> {
  const oneSegment = "pg_logical_emit_message(false, 'bench', 'a segment'), pg_switch_wal()";
  await query(url, `select ${oneSegment} from generate_series(1, $1)`, [SEGMENTS]);
  await query(url, "checkpoint");
}
