import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { WaitingDelivery } from "@/lib/delivery/types";
import { createMatchers } from "@/lib/partitions/matchers";
import type { Owned } from "@/lib/partitions/owned";
import { routeBatch } from "@/lib/partitions/route-batch";
import { pool } from "@/lib/prisma";
import { FENCE } from "@/lib/queries/fence";
import { inHotTransaction } from "@/lib/queries/hot-transaction";
import { acquirePartition, releasePartition, renewPartitions } from "@/lib/queries/partition-ownership";
import { type QueuedEvent, readQueuedInOrder } from "@/lib/queries/read-queued-events";
import { recordAttempts } from "@/lib/queries/record-attempts";
import { routeEvents } from "@/lib/queries/route-events";
import { newSubscription, newTenant, publish, readDeliveries } from "./world";

const PARTITION = 1;

async function acquire(owner: string): Promise<number> {
  const acquired = await acquirePartition(PARTITION, owner);
  if (!acquired) throw new Error("the partition has a live owner");
  return acquired.epoch;
}

function letItGoStale(): Promise<unknown> {
  return pool().query("update partitions set heartbeat_at = now() - interval '4 seconds' where id = $1", [PARTITION]);
}

async function routeAll(owned: Owned, events: QueuedEvent[]): Promise<WaitingDelivery[]> {
  const routed: WaitingDelivery[] = [];
  for await (const deliveries of routeBatch(owned, createMatchers(), events)) routed.push(...deliveries);
  return routed;
}

async function tenantHere(): Promise<string> {
  const tenant = await newTenant();
  await pool().query("update tenants set partition_id = $2 where id = $1", [tenant.id, PARTITION]);
  return tenant.id;
}

describe("the owner of a partition", () => {
  beforeEach(async () => {
    await pool().query("update partitions set owner = null, heartbeat_at = null, ended_badly = false where id = $1", [
      PARTITION,
    ]);
  });

  it("is one: while it is alive nobody else gets the partition", async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const taken = await Promise.all([acquirePartition(PARTITION, a), acquirePartition(PARTITION, b)]);
    expect(taken.filter((acquired) => acquired !== null)).toHaveLength(1);
  });

  it("raises the epoch with every change of hands, and says when the one before did not let go", async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const first = await acquire(a);
    await letItGoStale();
    expect(await acquirePartition(PARTITION, b)).toEqual({ epoch: first + 1, tookOver: true });
    await releasePartition(PARTITION, first + 1);
    expect(await acquirePartition(PARTITION, a)).toEqual({ epoch: first + 2, tookOver: false });
  });

  it("that is stale is refused everywhere: heartbeat, routing and recording", async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const stale = await acquire(a);
    await letItGoStale();
    const fresh = await acquire(b);
    const tenantId = await tenantHere();
    await newSubscription(tenantId, { url: "http://127.0.0.1:9/" });
    await publish(tenantId);

    expect(await renewPartitions(a, [{ id: PARTITION, epoch: stale }])).toEqual([]);
    const { events } = await readQueuedInOrder(PARTITION, 0, 10);
    const routing = events.map(({ position, routingVersion }) => ({ position, routingVersion, unstored: 0 }));
    expect(await routeEvents({ partitionId: PARTITION, epoch: stale, events: routing, deliveries: [] })).toBeNull();
    expect(await recordAttempts({ partitionId: PARTITION, epoch: stale }, [])).toBeNull();
    expect((await readQueuedInOrder(PARTITION, 0, 10)).events).toHaveLength(1);

    const routed = await routeAll({ partitionId: PARTITION, epoch: fresh }, events);
    expect(routed.map((delivery) => delivery.sequence)).toEqual([1]);
  });

  it("cannot be taken over in the middle of a transaction: two owners never number the same", async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const epoch = await acquire(a);
    await letItGoStale();
    let takenOver = false;
    const takeover = inHotTransaction(async (tx) => {
      await tx.query(FENCE, [PARTITION, epoch]);
      const waiting = acquirePartition(PARTITION, b).then((acquired) => {
        takenOver = true;
        return acquired;
      });
      await tx.query("select pg_sleep(0.2)");
      expect(takenOver).toBe(false);
      return { waiting };
    });
    const { waiting } = await takeover;
    expect(await waiting).toEqual({ epoch: epoch + 1, tookOver: true });
  });

  it("routes an event once although two owners read it: the queue row is the claim", async () => {
    const tenantId = await tenantHere();
    await newSubscription(tenantId, { url: "http://127.0.0.1:9/" });
    for (let i = 0; i < 5; i += 1) await publish(tenantId);
    const epoch = await acquire(randomUUID());
    const events = (await readQueuedInOrder(PARTITION, 0, 100)).events.filter((event) => event.tenantId === tenantId);
    const owned = { partitionId: PARTITION, epoch };
    await Promise.all([routeAll(owned, events), routeAll(owned, events)]);
    const rows = await readDeliveries(tenantId);
    expect(rows.map((row) => row.sequence).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});
