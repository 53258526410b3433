/**
 * The hot statements with a million waiting deliveries (half of them one dead endpoint's) and 200,000 waiting events,
 * after ANALYZE, by the plans that their connections keep: `npx tsx bench/plans.ts [--rows 1000000]`. Ends with 1 when
 * one of them reads a large table from end to end, sorts what waits, compares rows with rows, or looks at more pages than
 * its rows explain. The waiting ones are in the statistics or, `--analyze no`, came after the last look at them.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { query, startDatabase } from "./lib/database";
import { explain, type Plan, type Statement } from "./lib/explain";
import { seedDeliveries } from "./lib/seed";

const { values } = parseArgs({
  options: { rows: { type: "string", default: "1000000" }, analyze: { type: "string", default: "yes" } },
});
const ROWS = Number(values.rows);
const LANES = 50;
const QUEUED = ROWS / 5;
/** A table of so many rows is read faster from end to end than by index. */
const SMALL = 1_000;
/** Of a statement with 100 rows, or 500 that are in memory. */
const MOST_LOOSE = 2_000;
/** 500 rows, with their indexes and daily tables. */
const MOST_PAGES = 5_000;

const database = await startDatabase({ shared_buffers: "1GB", max_wal_size: "8GB" }, process.env.DATABASE_URL);
Object.assign(process.env, {
  DATABASE_URL: database.url,
  HOOKSWITCH_SECRET_KEY: randomBytes(24).toString("hex"),
  NEXTAUTH_SECRET: randomBytes(24).toString("hex"),
});
await migrate({ url: database.url, directory: "prisma/migrations", partitions: 1 });

const { pool, closeDatabase } = await import("@/lib/prisma");
const { createStatementRound, prepareTenant, TENANT } = await import("./lib/statement-round");
const { findAbandonedPartitions, hasWork, readNextDue } = await import("@/lib/queries/partition-ownership");
const { listBacklogs, readLaneNextDue } = await import("@/lib/queries/lane-backlogs");
const { readDueDeliveries } = await import("@/lib/queries/read-due-deliveries");
const { readNextScheduled, readQueuedInTurns } = await import("@/lib/queries/read-queued-events");

const lanes = await prepareTenant({ subscriptions: LANES, days: 9, sql: [] });
const seed = { tenantId: TENANT, partitionId: 0, state: "pending", bytes: 200, spreadSeconds: 3_600 } as const;
await seedDeliveries(database.url, { ...seed, subscriptionIds: lanes.slice(0, 1), events: ROWS / 2, first: 0 });
const others = { subscriptionIds: lanes.slice(1), events: Math.ceil(ROWS / 2 / (LANES - 1)), first: ROWS };
await seedDeliveries(database.url, { ...seed, ...others });
await seedDeliveries(database.url, { ...seed, subscriptionIds: [], events: QUEUED, first: 2 * ROWS });
await query(
  database.url,
  `with waiting as (delete from event_routings where matched = 0 returning event_id)
   insert into event_queue (position, event_id, tenant_id, partition_id)
   select e.position, e.id, e.tenant_id, 0 from waiting join events e on e.id = waiting.event_id`,
);
await query(database.url, values.analyze === "yes" ? "vacuum analyze" : "vacuum");

let isBad = false;
console.log(
  "| Statement | ms | Pages | Large tables read whole | Most rows sorted | Turned down |\n|---|---|---|---|---|---|",
);
await explainAll();
await closeDatabase();
await database.stop();
process.exitCode = isBad ? 1 : 0;

/** Sends each statement of the product once, as it is sent there, and shows its plan right before. */
async function explainAll(): Promise<void> {
  const client = await pool().connect();
  const { query: send } = pool();
  const hot = pool() as { query: unknown };
  hot.query = async (statement: Statement) => {
    report(statement.name, await explain(client, { ...statement, values: statement.values ?? [] }));
    return Reflect.apply(send, hot, [statement]);
  };
  const lane = lanes[0] ?? "";
  const round = createStatementRound({
    rows: 100,
    subscriptionIds: lanes.slice(0, 1),
    measure: (_name, _rows, work) => work(),
  });
  await round();
  const due = { partitionId: 0, subscriptionId: lane, limit: 500, except: [] };
  const { deliveries: held } = await readDueDeliveries(due);
  await readDueDeliveries({ ...due, except: held.map(({ id }) => id) });
  await readQueuedInTurns(0, { afterTenant: "", limit: 500 });
  await readNextScheduled(0);
  await listBacklogs(0);
  await readLaneNextDue(0, lane);
  await hasWork(0);
  await readNextDue(0);
  await findAbandonedPartitions();
  hot.query = send;
  client.release();
}

function report(name: string, { executionMs, buffers, scanned, sortedRows, looseRows }: Plan): void {
  const large = scanned.filter(({ rows }) => rows > SMALL).map(({ table, rows }) => `${table} (${rows})`);
  if (large.length > 0 || sortedRows > SMALL || looseRows > MOST_LOOSE || buffers > MOST_PAGES) isBad = true;
  const tables = large.join(", ") || "none";
  console.log(`| ${name} | ${executionMs.toFixed(2)} | ${buffers} | ${tables} | ${sortedRows} | ${looseRows} |`);
}
