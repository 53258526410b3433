/**
 * How fast the portal's questions are answered on a big table: `npx tsx bench/big-table.ts [deliveries]` (1,000,000).
 * Fills a PostgreSQL of its own with deliveries of a week, as many roll-ups as they would have left, and a bad last
 * hour, then asks the services that the API asks. Prints medians.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { SEED_STATEMENTS } from "./lib/big-table-seed";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ROUNDS = 7;
const DELIVERIES = Number(process.argv[2] ?? 1_000_000);

const dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-big-"));
const server = await startPostgres({ projectRoot: ROOT, dataDir, settings: { fsync: "off", max_wal_size: "4GB" } });
try {
  await migrate({ url: server.url, directory: path.join(ROOT, "prisma/migrations"), partitions: 4 });
  await seed(server.url);
  Object.assign(process.env, {
    DATABASE_URL: server.url,
    HOOKSWITCH_SECRET_KEY: "bench-secret-key-bench-secret-key-0001",
    NEXTAUTH_SECRET: "bench-nextauth-secret-bench-secret-01",
    LOG_LEVEL: "silent",
  });
  await ask();
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function seed(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { name, text } of SEED_STATEMENTS) {
    const from = performance.now();
    const { rowCount } = await client.query(text.replaceAll(":deliveries", String(DELIVERIES)));
    console.log(`${name}: ${rowCount ?? 0} rows in ${((performance.now() - from) / 1_000).toFixed(1)} s`);
  }
  await client.end();
}

/** Imported only now: they read the environment. */
async function ask(): Promise<void> {
  const { readUndelivered } = await import("@/lib/services/health");
  const { readDeliverySeries } = await import("@/lib/services/delivery-series");
  const { readActivity } = await import("@/lib/services/overview");
  const { listDeliveries } = await import("@/lib/services/deliveries");
  const { foldRollups } = await import("@/lib/services/rollups");
  const { closeDatabase, prisma } = await import("@/lib/prisma");
  const { id: tenantId } = await prisma().tenant.findFirstOrThrow({ orderBy: { id: "asc" } });
  const { id: subscriptionId } = await prisma().subscription.findFirstOrThrow({ where: { tenantId } });
  const first = { limit: 50, from: null };
  const list = (filter: Parameters<typeof listDeliveries>[1]) => () => listDeliveries(tenantId, filter, first);
  const hourAgo = new Date(Date.now() - 3_600_000);
  const series =
    (hours: number, one: string | null = null) =>
    () =>
      readDeliverySeries({ tenantId, subscriptionId: one, hours });

  await measure("north star, one tenant, last hour", () => readUndelivered(tenantId, "1h"));
  await measure("north star, all tenants, last hour", () => readUndelivered(null, "1h"));
  await measure("overview series, one tenant, 24 h", series(24));
  await measure("overview series, one tenant, 7 days", series(168));
  await measure("series of one subscription, 7 days", series(168, subscriptionId));
  await measure("overview series, all tenants, 7 days", () =>
    readDeliverySeries({ tenantId: null, subscriptionId: null, hours: 168 }),
  );
  await measure("activity of a tenant's subscriptions", () => readActivity(tenantId, null));
  await measure("activity of 200 subscriptions of all", () => readActivity(null, null));
  await measure("log, newest", list({}));
  await measure("log, dead", list({ status: ["dead"] }));
  await measure("log, not delivered in the last hour", list({ status: ["pending", "dead"], after: hourAgo }));
  await measure("log, one subscription, delivered", list({ subscriptionId, status: ["delivered"] }));
  await measure("log, code 503", list({ code: 503 }));
  await measure("log, one type", list({ type: "order.rare" }));
  await measure("fold and sample the backlog", foldRollups);
  await closeDatabase();
}

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  const [coldest] = times;
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(
    `${name.padEnd(42)} median ${median.toFixed(1).padStart(8)} ms   first ${(coldest ?? 0).toFixed(1).padStart(8)} ms`,
  );
}
