/**
 * CPU of PostgreSQL and of this process for each hot statement, per row: `npx tsx bench/statements.ts [--rows 200]
 * [--days 9]`. One statement at a time, so that nothing else runs; CPU time, so that a busy machine shows little.
 * `--sql "drop index deliveries_due_idx"` tries a change of the schema.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { readTreeCpuMs } from "./lib/cpu";
import { startDatabase } from "./lib/database";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "200" },
    rounds: { type: "string", default: "50" },
    days: { type: "string", default: "9" },
    subscriptions: { type: "string", default: "1" },
    sql: { type: "string", default: "" },
  },
});
const ROWS = Number(values.rows);
const ROUNDS = Number(values.rounds);

const database = await startDatabase({ shared_buffers: "1GB" }, process.env.DATABASE_URL);
Object.assign(process.env, {
  DATABASE_URL: database.url,
  HOOKSWITCH_SECRET_KEY: randomBytes(24).toString("hex"),
  NEXTAUTH_SECRET: randomBytes(24).toString("hex"),
});
await migrate({ url: database.url, directory: "prisma/migrations", partitions: 1 });

// They read the environment when they are loaded.
const { pool, closeDatabase } = await import("@/lib/prisma");
const { createStatementRound, prepareTenant } = await import("./lib/statement-round");

interface Cost {
  postgresMs: number;
  clientMs: number;
  wallMs: number;
  rows: number;
}
const costs = new Map<string, Cost>();

async function measure<Result>(name: string, rows: number, work: () => Promise<Result>): Promise<Result> {
  const postgresBefore = readTreeCpuMs(database.pid);
  const clientBefore = process.cpuUsage();
  const startedMs = performance.now();
  const result = await work();
  const wallMs = performance.now() - startedMs;
  const client = process.cpuUsage(clientBefore);
  const cost = costs.get(name) ?? { postgresMs: 0, clientMs: 0, wallMs: 0, rows: 0 };
  cost.postgresMs += readTreeCpuMs(database.pid) - postgresBefore;
  cost.clientMs += (client.user + client.system) / 1_000;
  cost.wallMs += wallMs;
  cost.rows += rows;
  costs.set(name, cost);
  return result;
}

const subscriptionIds = await prepareTenant({
  subscriptions: Number(values.subscriptions),
  days: Number(values.days),
  sql: values.sql.split(";").filter(Boolean),
});
const round = createStatementRound({ rows: ROWS, subscriptionIds, measure });

for (let index = 0; index < ROUNDS / 5; index += 1) await round();
costs.clear();
const walBefore = await readWalBytes();
for (let index = 0; index < ROUNDS; index += 1) await round();
const walBytes = (await readWalBytes()) - walBefore;

console.log("| Statement | PostgreSQL µs a row | Client µs a row | Wall µs a row |\n|---|---|---|---|");
for (const [name, { postgresMs, clientMs, wallMs, rows }] of costs) {
  const micro = (ms: number) => ((ms * 1_000) / rows).toFixed(1);
  console.log(`| ${name} | ${micro(postgresMs)} | ${micro(clientMs)} | ${micro(wallMs)} |`);
}
const postgresMs = [...costs.values()].reduce((sum, cost) => sum + cost.postgresMs, 0);
const events = ROWS * ROUNDS;
console.log(
  `An event: PostgreSQL ${((postgresMs * 1_000) / events).toFixed(1)} µs, WAL ${(walBytes / events).toFixed(0)} bytes`,
);
await closeDatabase();
await database.stop();

async function readWalBytes(): Promise<number> {
  const { rows } = await pool().query<{ bytes: string }>("select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes");
  return Number(rows[0]?.bytes);
}
