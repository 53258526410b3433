import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayIn } from "@/lib/contracts/replay";
import { PartitionOwners } from "@/lib/partitions/owners";
import { ownerDeps } from "@/lib/partitions/process";
import { pool } from "@/lib/prisma";
import { SYSTEM } from "@/lib/services/audit";
import { replayEvent } from "@/lib/services/replay-delivery";
import { createReplay, prepareReplay } from "@/lib/services/replays";
import { runReplay } from "@/lib/services/run-replay";
import { type Receiver, startReceiver } from "../receiver";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish } from "./world";

const EVENTS = 300;
const LIMITS = { maxMs: 20_000, lingerMs: 200, warmMs: 0 };

describe("sequence numbers in a storm", () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.stop());

  it("have no gap and no repetition while two owners take the partition from each other, events come and replays go", async () => {
    const tenant = await newTenant();
    const { rows } = await pool().query("select partition_id from tenants where id = $1", [tenant.id]);
    const partition = rows[0].partition_id as number;
    const all = await newSubscription(tenant.id, { url: receiver.url("/all") });
    const some = await newSubscription(tenant.id, { url: receiver.url("/some"), filter: "data.n > `100`" });
    const late = await newSubscription(tenant.id, { url: receiver.url("/late"), events: ["never"] });

    let isOver = false;
    const owners = [0, 1].map(() => new PartitionOwners(randomUUID(), ownerDeps()));
    // Each takes the partition as soon as the other looks dead, which it does again and again.
    const drains = owners.map(async (mine) => {
      while (!isOver) await mine.drain("fan-out", partition, LIMITS);
    });
    const storm = (async () => {
      while (!isOver) {
        await pool().query("update partitions set heartbeat_at = now() - interval '4 seconds' where id = $1", [
          partition,
        ]);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    })();

    const ids: string[] = [];
    const publishing = Promise.all(
      [0, 1, 2].map(async (publisher) => {
        for (let n = publisher; n < EVENTS; n += 3) ids.push((await publish(tenant.id, { data: `{"n":${n}}` })).id);
      }),
    );
    const isRouted = async (count: number) =>
      (await pool().query("select count(*) as count from event_routings where tenant_id = $1", [tenant.id])).rows[0]
        .count >= count;
    await waitFor(() => isRouted(50), { until: "some events were routed", timeoutMs: 20_000 });
    // History, skipped deliveries and single events take numbers of the same counters meanwhile.
    const wanted = { after: "2020-01-01T00:00:00Z", ratePerSecond: 1_000 };
    const history = replayIn.parse({ ...wanted, filter: { types: ["order.*"] }, target: { subscriptionId: some.id } });
    const skipped = replayIn.parse({ ...wanted, filter: { subscriptionId: some.id, status: ["skipped"] } });
    for (const input of [history, skipped]) {
      const replay = await createReplay(SYSTEM, await prepareReplay(tenant.id, input));
      await Promise.all([runReplay(replay.id), runReplay(replay.id)]);
    }
    const single = ids.slice(0, 10);
    await Promise.all(
      [...single, ...single].map((reference) =>
        replayEvent(SYSTEM, { tenantId: tenant.id, reference, subscriptionId: late.id }),
      ),
    );
    await publishing;
    await waitFor(() => isRouted(EVENTS), { until: "every event was routed", timeoutMs: 30_000 });
    isOver = true;
    await Promise.all([...drains, storm]);
    await Promise.all(owners.map((one) => one.stop()));

    const { rows: epochs } = await pool().query("select epoch from partitions where id = $1", [partition]);
    expect(epochs[0].epoch).toBeGreaterThan(10);
    // Nobody's fault: an event that saw owners come and go is routed all the same.
    const { rowCount } = await pool().query("select from event_routings where tenant_id = $1 and outcome <> 'routed'", [
      tenant.id,
    ]);
    expect(rowCount).toBe(0);
    const ofTenant = await numbers("select sequence from event_routings where tenant_id = $1", tenant.id);
    expect(ofTenant).toEqual(oneTo(EVENTS));
    for (const { id } of [all, some, late]) {
      const ofSubscription = await numbers(
        "select sequence from deliveries where subscription_id = $1 and sequence is not null",
        id,
      );
      const { rows: lanes } = await pool().query("select last_sequence from lanes where subscription_id = $1", [id]);
      expect(ofSubscription).toEqual(oneTo(lanes[0].last_sequence));
    }
    expect((await numbers("select sequence from deliveries where subscription_id = $1", all.id)).length).toBe(EVENTS);
    expect((await numbers("select sequence from deliveries where subscription_id = $1", late.id)).length).toBe(10);
  }, 90_000);
});

async function numbers(sql: string, value: string): Promise<number[]> {
  const { rows } = await pool().query<{ sequence: number }>(sql, [value]);
  return rows.map((row) => row.sequence).sort((a, b) => a - b);
}

function oneTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
