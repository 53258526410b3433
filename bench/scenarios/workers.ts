import { query } from "../lib/database";
import { PAYLOAD_BYTES } from "../lib/publisher";
import { partitionOf, seedDeliveries } from "../lib/seed";
import type { Stack } from "../lib/stack";
import { newTenant } from "../lib/tenant";
import type { Bench, Scenario } from "./types";

const TENANTS = 8;
const PER_TENANT = 8_000;
const PARTITIONS = 8;
const TIMEOUT_MS = 300_000;

/** The same backlog over eight partitions, drained by one worker and by two on one PostgreSQL. */
export const workers: Scenario = {
  name: "workers",
  async run(bench) {
    const one = await drainWith(bench, 1);
    const two = await drainWith(bench, 2);
    return [
      {
        what: "Two workers on one PostgreSQL against one, drain",
        value: `${Math.round(two)}/s, one ${Math.round(one)}/s (× ${(two / one).toFixed(2)}; two cores carry everything)`,
        target: null,
        isReached: null,
        details: { one, two },
      },
    ];
  },
};

async function drainWith(bench: Bench, count: 1 | 2): Promise<number> {
  const stack = await bench.startStack({ partitions: PARTITIONS });
  await stack.worker.stop();
  await bench.receiver.reset();
  for (let index = 0; index < TENANTS; index += 1) await seedTenant(bench, stack, index);
  await query(stack.databaseUrl, "checkpoint");
  await Promise.all([stack.startWorker(), ...(count === 2 ? [stack.addWorker()] : [])]);
  const wanted = TENANTS * Math.round(PER_TENANT * bench.scale);
  const progress = await bench.receiver.until(wanted, TIMEOUT_MS);
  await stack.stop();
  if (progress.unique < wanted) throw new Error(`${wanted - progress.unique} did not arrive`);
  return progress.unique / ((progress.lastAtMs - progress.firstAtMs) / 1_000);
}

/** A tenant of its own partition. */
async function seedTenant(bench: Bench, stack: Stack, index: number): Promise<void> {
  const { id, subscriptionIds } = await newTenant(stack, `tenant-${index}`, [`${bench.receiver.origin}/ok/${index}`]);
  await query(stack.databaseUrl, "update tenants set partition_id = $2 where id = $1", [id, index % PARTITIONS]);
  await seedDeliveries(stack.databaseUrl, {
    tenantId: id,
    partitionId: await partitionOf(stack.databaseUrl, id),
    subscriptionIds,
    events: Math.round(PER_TENANT * bench.scale),
    state: "pending",
    bytes: PAYLOAD_BYTES,
    first: 0,
    spreadSeconds: 60,
  });
}
