import { query } from "../lib/database";
import { medianOf } from "../lib/percentiles";
import { CONNECTIONS } from "../lib/publisher";
import { partitionOf, seedDeliveries } from "../lib/seed";
import type { Stack } from "../lib/stack";
import { newTenant } from "../lib/tenant";
import { measureDrain } from "./backlog";
import { measureFlow } from "./throughput";
import type { Bench, Row, Scenario } from "./types";

const STORED = 10_000_000;
const PER_EVENT = 4;
const DAYS = 7;
const LEAST_SHARE = 0.9;
const MOST_MS = 100;
const READS = 15;
const LISTS = ["events", "deliveries", "subscriptions", "deliveries?status=dead", "event-types", "audit-log"];

/** The same stack empty, then with ten million stored deliveries of a week: rates, north star, first pages. */
export const stored: Scenario = {
  name: "stored",
  async run(bench) {
    const stack = await bench.startStack({ settings: { max_wal_size: "8GB" } });
    const before = await measureRates(bench, stack, "empty");
    const { id, subscriptionIds } = await newTenant(
      stack,
      "stored",
      Array(PER_EVENT).fill(`${bench.receiver.origin}/ok`),
    );
    const deliveries = STORED * bench.scale;
    await makeDays(stack);
    await seedDeliveries(stack.databaseUrl, {
      tenantId: id,
      partitionId: await partitionOf(stack.databaseUrl, id),
      subscriptionIds,
      events: deliveries / PER_EVENT,
      state: "delivered",
      bytes: 200,
      first: 0,
      spreadSeconds: DAYS * 86_400,
    });
    await query(stack.databaseUrl, "vacuum analyze");
    await query(stack.databaseUrl, "checkpoint");
    const after = await measureRates(bench, stack, "full");
    const reads = await measureReads(stack, subscriptionIds[0] ?? "");
    await stack.stop();
    return [...rateRows(before, after, deliveries), readRow(reads)];
  },
};

interface Rates {
  ingest: number;
  drain: number;
}

async function measureRates(bench: Bench, stack: Stack, name: string): Promise<Rates> {
  const size = Math.max(0.1, bench.scale);
  const flow = { subscriptions: 1, perRequest: 1, connections: CONNECTIONS };
  const { deliveredPerSecond } = await measureFlow(bench, stack, `${name}-ingest`, {
    ...flow,
    events: 30_000 * size,
    warmUp: 3_000 * size,
  });
  const { perSecond } = await measureDrain(bench, stack, `${name}-drain`, 50_000 * size);
  return { ingest: deliveredPerSecond, drain: perSecond };
}

async function makeDays(stack: Stack): Promise<void> {
  await query(stack.databaseUrl, "select create_table_partitions(current_date - $1::int, $2)", [DAYS + 1, DAYS + 2]);
}

/** Milliseconds, median and worst, of what a person opens first. */
async function measureReads(
  stack: Stack,
  subscriptionId: string,
): Promise<Record<string, { p50: number; max: number }>> {
  const paths = {
    "north star": "/api/v1/health/undelivered?window=1h",
    ...Object.fromEntries(LISTS.map((list) => [list, `/api/v1/tenants/stored/${list}`])),
    "deliveries of a subscription": `/api/v1/tenants/stored/deliveries?subscriptionId=${subscriptionId}`,
    "deliveries of all tenants": "/api/v1/deliveries",
    "events of all tenants": "/api/v1/events",
  };
  const results: Record<string, { p50: number; max: number }> = {};
  for (const [name, path] of Object.entries(paths)) {
    const timesMs: number[] = [];
    for (let round = 0; round < READS; round += 1) {
      const startedMs = performance.now();
      await stack.call("GET", path);
      timesMs.push(performance.now() - startedMs);
    }
    // The first one compiles the route.
    results[name] = { p50: medianOf(timesMs.slice(1)), max: Math.round(Math.max(...timesMs.slice(1)) * 10) / 10 };
  }
  return results;
}

function rateRows(before: Rates, after: Rates, deliveries: number): Row[] {
  return (["ingest", "drain"] as const).map((name) => {
    const share = after[name] / before[name];
    return {
      what: `${deliveries.toLocaleString("en")} stored deliveries: ${name} rate against empty`,
      value: `${(share * 100).toFixed(0)} % (${Math.round(after[name])}/s, empty ${Math.round(before[name])}/s)`,
      target: `${LEAST_SHARE * 100} %`,
      isReached: share >= LEAST_SHARE,
      details: { before: before[name], after: after[name] },
    };
  });
}

function readRow(reads: Record<string, { p50: number; max: number }>): Row {
  const slowest = Object.entries(reads).reduce((worst, read) => (read[1].p50 > worst[1].p50 ? read : worst));
  const star = reads["north star"];
  return {
    what: "the same: north star; slowest first page of a list (median)",
    value: `${star?.p50} ms; ${slowest[1].p50} ms (${slowest[0]})`,
    target: `${MOST_MS} ms; ${MOST_MS} ms`,
    isReached: slowest[1].p50 <= MOST_MS,
    details: reads,
  };
}
