import { describe, expect, it } from "vitest";
import { PartitionOwners } from "@/lib/partitions/owners";
import { ownerDeps } from "@/lib/partitions/process";
import { pool, prisma } from "@/lib/prisma";
import { notifyCommand } from "@/lib/queries/notify";
import { startReceiver } from "../receiver";
import { answer } from "../receiver-behaviours";
import { waitFor } from "../setup/wait-for";
import {
  newSubscription,
  newTenant,
  publish,
  readAttempts,
  readDeliveries,
  startWorker,
  useWorker,
  waitForStates,
} from "./world";

async function partitionOf(tenantId: string): Promise<number> {
  const { rows } = await pool().query("select partition_id from tenants where id = $1", [tenantId]);
  return rows[0].partition_id;
}

async function moveTo(tenantId: string, partitionId: number): Promise<void> {
  await pool().query("update tenants set partition_id = $2 where id = $1", [tenantId, partitionId]);
}

/** What the API's commands do: change the row, raise its generation, tell the owner. */
async function command(subscriptionId: string, partitionId: number, sql: string): Promise<void> {
  await prisma().$transaction(async (tx) => {
    await tx.$executeRawUnsafe(sql, subscriptionId);
    await notifyCommand(tx, { partitionId, subscriptionId });
  });
}

describe("without a worker", () => {
  it("a wake is not lost between an owner's last look and its release", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: "http://127.0.0.1:9/" });
    const partition = await partitionOf(tenant.id);
    const owners = new PartitionOwners("owner-under-test", ownerDeps());
    for (let round = 0; round < 60; round += 1) {
      // The publish lands before, while and after the owner lets go, as the delays have it.
      const draining = owners.drain("fan-out", partition, { maxMs: 1_000, lingerMs: 0, warmMs: 0 });
      await new Promise((resolve) => setTimeout(resolve, round % 15));
      await publish(tenant.id);
      await draining;
      await waitFor(
        async () => {
          const { rows } = await pool().query(
            `select not exists (select from event_queue where partition_id = $1)
                 or exists (select from engine_events e, partitions p
                             where p.id = $1 and e.name = 'partition/work' and e.event_id like p.id || ':' || p.epoch || ':%') as fine`,
            [partition],
          );
          return rows[0].fine;
        },
        { until: `round ${round}: the event was routed or a wake for the current epoch was sent`, timeoutMs: 2_000 },
      );
    }
    await owners.stop();
  });
});

describe("with a worker", () => {
  const receiver = useWorker();

  it("a subscription that was answered before an event was published always gets it", async () => {
    const tenant = await newTenant();
    for (let round = 1; round <= 30; round += 1) {
      const subscription = await newSubscription(tenant.id, {
        url: receiver.url("/fresh"),
        events: [`round.r${round}`],
      });
      const event = await publish(tenant.id, { type: `round.r${round}` });
      const rows = await waitForStates(tenant.id, round, ["delivered"]);
      expect(rows.find((row) => row.eventId === event.id)?.subscriptionId).toBe(subscription.id);
    }
  });

  it("an event that cannot be routed is quarantined after two tries, and holds up no other", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/poison"), filter: "data.total > `1`" });
    const poison = await publish(tenant.id, { data: "{not json" });
    const good = await publish(tenant.id, { data: '{"total":2}' });
    const [row] = await waitForStates(tenant.id, 1, ["delivered"]);
    expect(row?.eventId).toBe(good.id);
    const routing = await waitFor(
      async () =>
        (await pool().query("select outcome, error, sequence from event_routings where event_id = $1", [poison.id]))
          .rows[0],
      { until: "the event was quarantined" },
    );
    expect(routing).toMatchObject({ outcome: "quarantined", sequence: null });
    expect(routing.error).toContain("JSON");
    const { rowCount } = await pool().query("select from event_queue where tenant_id = $1", [tenant.id]);
    expect(rowCount).toBe(0);
  });

  it("an event whose tenant was deleted on its way in is discarded, and wakes nobody for ever", async () => {
    const tenant = await newTenant();
    await moveTo(tenant.id, 2);
    await pool().query(
      "update partitions set owner = 'elsewhere', epoch = epoch + 1, heartbeat_at = now() + interval '1 hour' where id = 2",
    );
    await publish(tenant.id);
    await pool().query("delete from tenants where id = $1", [tenant.id]);
    await pool().query("update partitions set owner = null where id = 2");
    await waitFor(
      async () => (await pool().query("select from event_queue where tenant_id = $1", [tenant.id])).rowCount === 0,
      {
        until: "the queue had let go of it",
      },
    );
    expect((await pool().query("select from events where tenant_id = $1", [tenant.id])).rowCount).toBe(0);
  });

  it("large payloads go through in pieces that memory can hold", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/large") });
    const data = JSON.stringify("x".repeat(900_000));
    await Promise.all(Array.from({ length: 40 }, () => publish(tenant.id, { data })));
    await waitForStates(tenant.id, 40, ["delivered"], 20_000);
    expect(receiver.requests.every((request) => request.body.length > 900_000)).toBe(true);
  }, 40_000);

  it("a command that comes while a request is in flight is not overwritten by its result", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 200, delayMs: 400 }), "/slow");
    const subscription = await newSubscription(tenant.id, { url: receiver.url("/slow") });
    await publish(tenant.id);
    await receiver.waitForRequests(1);
    await command(
      subscription.id,
      await partitionOf(tenant.id),
      "update deliveries set state = 'cancelled', generation = generation + 1, due_at = null where subscription_id = $1",
    );
    const [row] = await readDeliveries(tenant.id);
    const attempts = await waitFor(
      async () => {
        const made = await readAttempts(row?.id ?? "");
        return made.length > 0 ? made : undefined;
      },
      { until: "the attempt was recorded" },
    );
    expect(attempts).toMatchObject([{ outcome: "succeeded" }]);
    expect((await readDeliveries(tenant.id))[0]).toMatchObject({ state: "cancelled" });
  });

  it("a replay replaces the waiting retry, keeps its number and sends at once", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 500 }), "/flaky");
    const subscription = await newSubscription(tenant.id, {
      url: receiver.url("/flaky"),
      retryPolicy: { delaysSeconds: [600] },
    });
    await publish(tenant.id);
    await waitFor(async () => (await readDeliveries(tenant.id))[0]?.attemptCount === 1, {
      until: "the first attempt failed",
    });
    receiver.behave(answer({ status: 200 }), "/flaky");
    await command(
      subscription.id,
      await partitionOf(tenant.id),
      "update deliveries set generation = generation + 1, attempt_count = 0, due_at = now() where subscription_id = $1",
    );
    const [row] = await waitForStates(tenant.id, 1, ["delivered"], 3_000);
    expect(row).toMatchObject({ attemptCount: 1, attemptTotal: 2, sequence: 1 });
    expect((await readAttempts(row?.id ?? "")).map((attempt) => attempt.trigger)).toEqual(["scheduled", "replay"]);
    expect(receiver.requests.map((request) => request.headers["webhook-sequence"])).toEqual(["1", "1"]);
  });

  it("a pause holds deliveries and the sweep leaves them alone; resuming sends them in order", async () => {
    const tenant = await newTenant();
    const partition = await partitionOf(tenant.id);
    const subscription = await newSubscription(tenant.id, { url: receiver.url("/held"), maxConcurrency: 1 });
    await command(subscription.id, partition, "update subscriptions set paused_at = now() where id = $1");
    const events = [await publish(tenant.id), await publish(tenant.id)];
    const held = await waitFor(
      async () => {
        const rows = await readDeliveries(tenant.id);
        return rows.length === 2 && rows.every((row) => row.dueAt === null) ? rows : undefined;
      },
      { until: "both deliveries were held" },
    );
    expect(held.map((row) => row.state)).toEqual(["pending", "pending"]);
    expect(receiver.requests).toHaveLength(0);
    await command(subscription.id, partition, "update subscriptions set paused_at = null where id = $1");
    await command(
      subscription.id,
      partition,
      "update deliveries set due_at = now() where subscription_id = $1 and state = 'pending'",
    );
    await waitForStates(tenant.id, 2, ["delivered"]);
    expect(receiver.requests.map((request) => request.headers["webhook-id"])).toEqual(events.map((event) => event.id));
  });

  it("a scheduled event is sent at its time, not before", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/scheduled") });
    const at = new Date(Date.now() + 1_500);
    await publish(tenant.id, { deliverAt: at.toISOString() });
    const [request] = await receiver.waitForRequests(1, 6_000);
    const lateMs = (request?.receivedAtMs ?? 0) - at.getTime();
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(2_000);
  });
});

describe("a worker that starts on a backlog", () => {
  it("gives every tenant of a partition its turn: a flood of one does not delay another", async () => {
    const receiver = await startReceiver();
    const [flood, quiet] = [await newTenant(), await newTenant()];
    await moveTo(flood.id, 0);
    await moveTo(quiet.id, 0);
    await newSubscription(flood.id, { url: receiver.url("/flood") });
    await newSubscription(quiet.id, { url: receiver.url("/quiet") });
    await Promise.all(Array.from({ length: 1_500 }, () => publish(flood.id)));
    await publish(quiet.id);
    const worker = await startWorker();
    await waitForStates(quiet.id, 1, ["delivered"]);
    await waitForStates(flood.id, 1_500, ["delivered"], 30_000);
    const lastRouted = async (tenantId: string) =>
      (
        await pool().query("select max(routed_at) as at from event_routings where tenant_id = $1", [tenantId])
      ).rows[0].at.getTime();
    expect(await lastRouted(quiet.id)).toBeLessThan(await lastRouted(flood.id));
    const { rows } = await pool().query(
      "select count(distinct sequence) as numbers, max(sequence) as highest from deliveries where tenant_id = $1",
      [flood.id],
    );
    expect(rows[0]).toEqual({ numbers: 1_500, highest: 1_500 });
    await worker.stop();
    await receiver.stop();
  }, 60_000);
});

describe("a worker that stops", () => {
  it("leaves its rates to the next one: nobody begins with a full bucket, or forgets a Retry-After", async () => {
    const receiver = await startReceiver();
    const tenant = await newTenant();
    await pool().query(`update tenants set rate_limit = '{"limit": 1, "periodSeconds": 600}' where id = $1`, [
      tenant.id,
    ]);
    const other = await newTenant();
    const rateLimit = { limit: 1, periodSeconds: 600 };
    const places = [
      [tenant.id, "/of-tenant", null],
      [other.id, "/of-lane", rateLimit],
      [other.id, "/asked", null],
    ] as const;
    receiver.behave(answer({ status: 503, headers: { "retry-after": "600" } }), "/asked");
    for (const [tenantId, path, rate] of places)
      await newSubscription(tenantId, { url: receiver.url(path), rateLimit: rate });
    const countAt = (path: string) => receiver.requests.filter((request) => request.url === path).length;
    const first = await startWorker();
    for (const tenantId of [tenant.id, other.id]) await publish(tenantId);
    await receiver.waitForRequests(3);
    await first.stop();
    const second = await startWorker();
    const marker = await newSubscription(other.id, { url: receiver.url("/marker") });
    for (const tenantId of [tenant.id, other.id]) await publish(tenantId);
    await waitFor(
      async () => {
        const rows = [...(await readDeliveries(tenant.id)), ...(await readDeliveries(other.id))];
        return rows.length === 7 && rows.some((row) => row.subscriptionId === marker.id && row.state === "delivered");
      },
      { until: "the new events were routed, and what may be sent was sent" },
    );
    await second.stop();
    expect(places.map(([, path]) => countAt(path))).toEqual([1, 1, 1]);
    await receiver.stop();
  });

  it("cuts what is still in flight after a grace, charges nobody, and the next one delivers", async () => {
    const receiver = await startReceiver();
    receiver.behaveOnce(answer({ delayMs: 20_000 }));
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/cut"), timeoutSeconds: 30 });
    const first = await startWorker();
    await publish(tenant.id);
    await receiver.waitForRequests(1);
    await first.stop();
    const [interrupted] = await readDeliveries(tenant.id);
    expect(interrupted).toMatchObject({ state: "pending", attemptCount: 0, lastOutcome: "interrupted" });
    const second = await startWorker();
    const [row] = await waitForStates(tenant.id, 1, ["delivered"]);
    expect(row).toMatchObject({ attemptCount: 1 });
    await second.stop();
    await receiver.stop();
  });
});
