import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool, prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { type Receiver, startReceiver } from "../receiver";
import { serveApi } from "../setup/api";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, startWorker } from "./world";

describe("scheduled events", () => {
  const server = serveApi();
  let receiver: Receiver;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  beforeAll(async () => {
    receiver = await startReceiver();
    worker = await startWorker();
  });
  afterAll(async () => {
    await worker.stop();
    await receiver.stop();
  });

  const arrivalOf = async (id: string, timeoutMs: number): Promise<number> => {
    await waitFor(() => receiver.countOf(id) === 1, { until: "the event arrived", timeoutMs });
    return receiver.requests.find(({ headers }) => headers["webhook-id"] === id)?.receivedAtMs ?? 0;
  };
  const isOwned = async (tenantId: string) => {
    const { rows } = await pool().query(
      "select p.owner from partitions p join tenants t on t.partition_id = p.id where t.id = $1",
      [tenantId],
    );
    return rows[0].owner !== null;
  };

  it("go at their time and not before while the partition is awake, one timer for all of them", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/awake") });
    await publish(tenant.id);
    await receiver.waitForRequests(1);
    const ats = [900, 300, 600].map((ms) => new Date(Date.now() + ms));
    const events = [];
    for (const at of ats) events.push(await publish(tenant.id, { deliverAt: at.toISOString() }));
    for (const [index, event] of events.entries()) {
      const lateMs = (await arrivalOf(event.id, 10_000)) - (ats[index]?.getTime() ?? 0);
      expect(lateMs).toBeGreaterThanOrEqual(0);
    }
    const order = events.map((event) =>
      receiver.requests.findIndex(({ headers }) => headers["webhook-id"] === event.id),
    );
    expect(order.map((position) => [...order].sort((a, b) => a - b).indexOf(position))).toEqual([2, 0, 1]);
  });

  it("wake a partition that sleeps by a timed event of Inngest: one for a time, however many are scheduled for it", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/asleep") });
    const at = new Date(Date.now() + 9_000);
    const ids: string[] = [];
    const later = new Date(at.getTime() + 3_600_000);
    for (let n = 0; n < 10; n += 1) ids.push((await publish(tenant.id, { deliverAt: at.toISOString() })).id);
    const notYet = await publish(tenant.id, { deliverAt: later.toISOString() });
    await waitFor(async () => !(await isOwned(tenant.id)), { until: "the owner had let go", timeoutMs: 15_000 });
    const wakes = await prisma().engineEvent.findMany({ where: { name: "partition/due", ts: { gt: new Date() } } });
    expect(new Set(wakes.map((wake) => wake.eventId)).size).toBe(2);
    const first = wakes.find((wake) => wake.ts.getTime() === at.getTime())?.eventId ?? "";
    for (const id of ids) expect((await arrivalOf(id, 20_000)) - at.getTime()).toBeGreaterThanOrEqual(0);
    expect(receiver.countOf(notYet.id)).toBe(0);
    // Equal ids are one run, whoever sent them.
    expect(await prisma().engineRun.count({ where: { functionId: { endsWith: "wake-due" }, key: first } })).toBe(1);
  }, 45_000);

  it("are cancelled until their time has come, and never arrive", async () => {
    const tenant = await newTenant();
    const api = server.api.as(await createTenantKey(tenant.id));
    await newSubscription(tenant.id, { url: receiver.url("/cancelled") });
    const soon = new Date(Date.now() + 1_500);
    const [cancelled, kept] = [
      await publish(tenant.id, { deliverAt: soon.toISOString(), externalId: "cancel-me" }),
      await publish(tenant.id, { deliverAt: soon.toISOString() }),
    ];
    expect((await api.delete("/events/cancel-me")).status).toBe(204);
    await arrivalOf(kept.id, 10_000);
    expect((await api.get(`/events/${cancelled.id}`)).body).toMatchObject({ status: "cancelled", sequence: null });
    expect(receiver.countOf(cancelled.id)).toBe(0);
    expect((await api.delete(`/events/${kept.id}`)).status).toBe(409);
  });
});
