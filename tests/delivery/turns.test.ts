import { beforeEach, describe, expect, it } from "vitest";
import type { WaitingDelivery } from "@/lib/delivery/types";
import { FanOut } from "@/lib/partitions/fan-out";
import { createMatchers } from "@/lib/partitions/matchers";
import { pool } from "@/lib/prisma";
import { acquirePartition, releasePartition } from "@/lib/queries/partition-ownership";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, publishMany } from "./world";

const PARTITION = 3;

async function tenantHere(subscriptions = 1): Promise<string> {
  const { id } = await newTenant();
  await pool().query("update tenants set partition_id = $2 where id = $1", [id, PARTITION]);
  for (let i = 0; i < subscriptions; i += 1) await newSubscription(id, { url: "http://127.0.0.1:9/" });
  return id;
}

/** Routes what waits, without sending anything; answers what came out of it, group by group. */
async function routeEverything(afterGroup: (groups: WaitingDelivery[][]) => Promise<void> = async () => {}) {
  const acquired = await acquirePartition(PARTITION, "turns");
  if (!acquired) throw new Error("the partition has a live owner");
  const groups: WaitingDelivery[][] = [];
  const fanOut = new FanOut({
    owned: { partitionId: PARTITION, epoch: acquired.epoch },
    carefully: false,
    matchers: createMatchers(),
    mayAct: () => true,
    async deliver(deliveries) {
      groups.push(deliveries);
      await afterGroup(groups);
    },
    onLost: () => {
      throw new Error("lost");
    },
  });
  await fanOut.start();
  await waitFor(() => fanOut.quiet, { until: "everything was routed", timeoutMs: 60_000 });
  await fanOut.stop();
  await releasePartition(PARTITION, acquired.epoch);
  return groups;
}

/** Deliveries that were routed before the first of a tenant. */
function routedBefore(groups: WaitingDelivery[][], tenantId: string): number {
  const index = groups.findIndex((group) => group.some((delivery) => delivery.tenantId === tenantId));
  expect(index).toBeGreaterThanOrEqual(0);
  return groups.slice(0, index).reduce((sum, group) => sum + group.length, 0);
}

function expectInOrder(groups: WaitingDelivery[][], tenantId: string, count: number): void {
  const numbers = groups.flat().filter((delivery) => delivery.tenantId === tenantId);
  expect(numbers.map((delivery) => delivery.sequence)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
}

describe("tenants of a partition take turns at fan-out", () => {
  beforeEach(async () => {
    await pool().query("delete from event_queue where partition_id = $1", [PARTITION]);
  });

  it("a flood delays another tenant by one batch, however long it is", async () => {
    const [flood, quiet] = [await tenantHere(), await tenantHere()];
    await publishMany(flood, 6_000);
    await publish(quiet);
    const groups = await routeEverything();
    expect(routedBefore(groups, quiet)).toBeLessThanOrEqual(500);
    expectInOrder(groups, flood, 6_000);
  }, 60_000);

  it("one that publishes in the middle of a flood waits for the batch under way, and goes before the flood's next share", async () => {
    const [flood, quiet] = [await tenantHere(), await tenantHere()];
    await publishMany(flood, 4_000);
    let publishedAfter = 0;
    const groups = await routeEverything(async ({ length }) => {
      if (length !== 3) return;
      publishedAfter = length;
      await publish(quiet);
    });
    const found = groups.slice(publishedAfter).find((group) => group.some(({ tenantId }) => tenantId === quiet));
    expect(groups.indexOf(found ?? [])).toBe(publishedAfter);
    expect(found).toHaveLength(1);
    expectInOrder(groups, flood, 4_000);
  }, 60_000);

  it("floods of more tenants than a batch has room for delay it by a turn of theirs", async () => {
    const floods = [];
    for (let i = 0; i < 120; i += 1) floods.push(await tenantHere());
    for (const flood of floods) await publishMany(flood, 30);
    const quiet = await tenantHere();
    await publish(quiet);
    const groups = await routeEverything();
    // The first batch in order, then two turns: of the first hundred tenants, and of the rest.
    expect(routedBefore(groups, quiet)).toBeLessThanOrEqual(500 + 2 * 500);
    for (const flood of floods) expectInOrder(groups, flood, 30);
  }, 60_000);

  it("large events of one tenant take up no other's turn", async () => {
    const [flood, quiet] = [await tenantHere(), await tenantHere()];
    await publishMany(flood, 60, JSON.stringify("x".repeat(1_000_000)));
    await publish(quiet);
    const groups = await routeEverything();
    expect(routedBefore(groups, quiet)).toBeLessThanOrEqual(17);
    expectInOrder(groups, flood, 60);
  }, 60_000);

  it("events that go to many subscriptions do not either", async () => {
    const [flood, quiet] = [await tenantHere(120), await tenantHere()];
    await publishMany(flood, 400);
    await publish(quiet);
    const groups = await routeEverything();
    // 400 events are 48,000 deliveries; the turn ends after 10,000 (and the statement that passes that).
    expect(routedBefore(groups, quiet)).toBeLessThanOrEqual(12_000);
    expect(groups.flat()).toHaveLength(48_001);
  }, 60_000);

  it("what was routed before an event that cannot be is sent all the same", async () => {
    const tenant = await tenantHere(3);
    await newSubscription(tenant, { url: "http://127.0.0.1:9/", filter: "data.total > `1`" });
    await publishMany(tenant, 700, '{"total":2}');
    await publish(tenant, { data: "{not json" });
    await publishMany(tenant, 100, '{"total":2}');
    const groups = await routeEverything();
    const { rows } = await pool().query("select count(*)::int as count from deliveries where tenant_id = $1", [tenant]);
    expect(rows[0].count).toBe(800 * 4);
    expect(new Set(groups.flat().map((delivery) => delivery.id)).size).toBe(800 * 4);
  }, 60_000);
});
