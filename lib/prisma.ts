import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "./env";
import { PrismaClient } from "./generated/prisma/client";

/** Connections per process. Web and two workers on the default max_connections (100) leave room for a person's psql. */
const HOT_CONNECTIONS = 10;
const MANAGEMENT_CONNECTIONS = 10;
const INT8_OID = 20;

/**
 * Hot statements are prepared and always want the plan they have: PostgreSQL's own choice was to plan each anew, which
 * took longer than to run it (docs/adr/029). For the same reason no compiling; no memory of look-ups, since no two of a
 * statement look the same up; and no order completed by sorting, for which a kept plan left the index that has it (035).
 */
const HOT_SETTINGS =
  "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_memoize = off; set enable_incremental_sort = off; set jit = off";

interface Database {
  hot: pg.Pool;
  management: pg.Pool;
  prisma: PrismaClient;
}

// The custom server's bundle and Next's bundle are two module graphs of one process: the same pools for both.
const holder = globalThis as typeof globalThis & { hookswitchDatabase?: Database };

/**
 * PgBouncer in transaction mode hands each transaction to another connection; before 1.21 it knows no prepared
 * statements. `?pgbouncer=true` in DATABASE_URL (Prisma's own sign for it) sends every statement unnamed.
 */
class UnnamedStatementsClient extends pg.Client {}
UnnamedStatementsClient.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
  const [first, ...rest] = args;
  const isNamed = typeof first === "object" && first !== null && "name" in first;
  const statement = isNamed ? { ...first, name: undefined } : first;
  return Reflect.apply(pg.Client.prototype.query, this, [statement, ...rest]);
} as typeof pg.Client.prototype.query;

function isBehindPgBouncer(): boolean {
  return new URL(env().DATABASE_URL).searchParams.get("pgbouncer") === "true";
}

function connect(): Database {
  const hot = newPool({
    max: HOT_CONNECTIONS,
    // Behind a pooler a setting would stay on a connection that is somebody else's next.
    ...(isBehindPgBouncer() ? {} : { onConnect: (client: pg.ClientBase) => client.query(HOT_SETTINGS) }),
  });
  const management = newPool({ max: MANAGEMENT_CONNECTIONS });
  return { hot, management, prisma: new PrismaClient({ adapter: new PrismaPg(management) }) };
}

interface PoolOptions {
  max: number;
  /** Before a new connection is first used. */
  onConnect?: (client: pg.ClientBase) => Promise<unknown>;
}

function newPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...options,
    ...(isBehindPgBouncer() ? { Client: UnnamedStatementsClient } : {}),
    connectionString: env().DATABASE_URL,
    application_name: "hookswitch",
    // Positions and sequences stay far below 2^53.
    types: {
      getTypeParser: ((oid: number, format?: "text" | "binary") =>
        oid === INT8_OID && format !== "binary"
          ? Number
          : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on("error", () => {});
  // So would one that breaks between two statements of a transaction: the pool listens to idle ones only. The next
  // statement fails, and the pool throws the connection away.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

function database(): Database {
  holder.hookswitchDatabase ??= connect();
  return holder.hookswitchDatabase;
}

/** The pool of hot statements. A page that takes long holds none of its connections. */
export function pool(): pg.Pool {
  return database().hot;
}

/** Prisma for management and portal reads and writes. */
export function prisma(): PrismaClient {
  return database().prisma;
}

/**
 * The first query of a process loads Prisma's query compiler: a third of a second in which nothing else runs. For the
 * worker, before anything waits for it.
 */
export async function warmPrisma(): Promise<void> {
  await prisma().partition.findFirst({ select: { id: true } });
}

/** For LISTEN and session locks; goes past a pooler where DATABASE_DIRECT_URL is set. Not connected yet. */
export function newDirectClient(): pg.Client {
  return new pg.Client({
    connectionString: env().DATABASE_DIRECT_URL ?? env().DATABASE_URL,
    application_name: "hookswitch listen",
    keepAlive: true,
  });
}

export async function closeDatabase(): Promise<void> {
  const open = holder.hookswitchDatabase;
  delete holder.hookswitchDatabase;
  await Promise.all([open?.hot.end(), open?.management.end()]);
}
