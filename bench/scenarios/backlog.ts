import { readUsage, usageBetween, usagePer } from "../lib/cpu";
import { query } from "../lib/database";
import { PAYLOAD_BYTES } from "../lib/publisher";
import { partitionOf, seedDeliveries } from "../lib/seed";
import { shareRow } from "../lib/share-row";
import type { Stack } from "../lib/stack";
import { newTenant } from "../lib/tenant";
import type { Bench, Scenario } from "./types";

const BACKLOG = 100_000;
const SHARE = 0.25;
const TIMEOUT_MS = 300_000;

export interface DrainResult {
  perSecond: number;
  lost: number;
  duplicates: number;
  cpuMsPerDelivery: ReturnType<typeof usagePer>;
}

/** Deliveries that wait, fan-out done, until the last has arrived; the worker finds them when it starts. */
export async function measureDrain(bench: Bench, stack: Stack, name: string, count: number): Promise<DrainResult> {
  const { id, subscriptionIds } = await newTenant(stack, name, [`${bench.receiver.origin}/ok/${name}`]);
  await stack.worker.stop();
  await bench.receiver.reset();
  await seedDeliveries(stack.databaseUrl, {
    tenantId: id,
    partitionId: await partitionOf(stack.databaseUrl, id),
    subscriptionIds,
    events: count,
    state: "pending",
    bytes: PAYLOAD_BYTES,
    first: 0,
    spreadSeconds: 60,
  });
  await query(stack.databaseUrl, "checkpoint");
  await stack.startWorker();
  const before = readUsage(stack.pids());
  const progress = await bench.receiver.until(count, TIMEOUT_MS);
  const usage = usageBetween(before, readUsage(stack.pids()));
  return {
    perSecond: progress.unique / ((progress.lastAtMs - progress.firstAtMs) / 1_000),
    lost: count - progress.unique,
    duplicates: progress.duplicates,
    cpuMsPerDelivery: usagePer(usage, count),
  };
}

export const drain: Scenario = {
  name: "drain",
  async run(bench) {
    const stack = await bench.startStack();
    const count = BACKLOG * bench.scale;
    const result = await measureDrain(bench, stack, "drain", count);
    await stack.stop();
    const what = `Drain of a backlog of ${count.toLocaleString("en")} (fan-out done)`;
    return [await shareRow(bench, { what, least: SHARE, perSecond: result.perSecond, result })];
  },
};
