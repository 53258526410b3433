import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "./env";
import { PrismaClient } from "./generated/prisma/client";

/** Connections per process. Two processes on the default max_connections (100) leave room for a person's psql. */
const POOL_SIZE = 12;
const INT8_OID = 20;

interface Database {
  pool: pg.Pool;
  prisma: PrismaClient;
}

// The custom server's bundle and Next's bundle are two module graphs of one process: one pool for both.
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
  const pool = new pg.Pool({
    ...(isBehindPgBouncer() ? { Client: UnnamedStatementsClient } : {}),
    connectionString: env().DATABASE_URL,
    max: POOL_SIZE,
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
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function database(): Database {
  holder.hookswitchDatabase ??= connect();
  return holder.hookswitchDatabase;
}

/** The pool of hot statements; the same that Prisma uses. */
export function pool(): pg.Pool {
  return database().pool;
}

/** Prisma for management and portal reads and writes. */
export function prisma(): PrismaClient {
  return database().prisma;
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
  await open?.pool.end();
}
