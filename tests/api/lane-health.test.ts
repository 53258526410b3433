import { describe, expect, it } from "vitest";
import { pool } from "@/lib/prisma";
import { newSubscription, newTenant, publish, publishMany, useWorker, waitForStates } from "../delivery/world";
import { createTenantKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { answer, hang } from "../receiver-behaviours";
import { serveApi } from "../setup/api";
import { waitFor } from "../setup/wait-for";

const server = serveApi();
const healthOf = async (id: string) => (await server.api.get(`/subscriptions/${id}/health`)).body;

describe("the health of a subscription", () => {
  const receiver = useWorker();

  const untilHealth = (id: string, is: (body: Awaited<ReturnType<typeof healthOf>>) => boolean, until: string) =>
    waitFor(
      async () => {
        const body = await healthOf(id);
        return is(body) ? body : undefined;
      },
      { until, timeoutMs: 15_000 },
    );

  it("tells success, the endpoint's time apart from ours, and the last error", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ delayMs: 60 }), "/slow-well");
    const { id } = await newSubscription(tenant.id, {
      url: receiver.url("/slow-well"),
      retryPolicy: { delaysSeconds: [0.1] },
    });
    receiver.behaveOnce(answer({ status: 500, delayMs: 60 }));
    for (let i = 0; i < 4; i += 1) await publish(tenant.id);
    await waitForStates(tenant.id, 4, ["delivered"]);
    const body = await untilHealth(id, ({ attempts }) => attempts.total === 5, "all five attempts were told");
    expect(body).toMatchObject({ subscriptionId: id, tenantId: tenant.id, status: "active" });
    expect(body.attempts).toMatchObject({ succeeded: 4, successRate: 0.8, errors: { http_status: 1 } });
    expect(body.latency.endpoint.p50Ms).toBeGreaterThan(45);
    expect(body.latency.queue.p50Ms).toBeLessThan(body.latency.endpoint.p95Ms);
    expect(body.lastError).toMatchObject({ outcome: "http_status", statusCode: 500 });
    expect(body.breaker).toEqual({ state: "closed", nextProbeAt: null });
    expect(body.backlog).toMatchObject({ waiting: 0, isEstimated: false, oldestDueAt: null });
    expect(body.estimatedEndAt).toBeNull();
  });

  it("tells what waits behind a rate limit, since when, and when it will have been sent", async () => {
    const tenant = await newTenant();
    const { id } = await newSubscription(tenant.id, {
      url: receiver.url("/limited"),
      rateLimit: { limit: 5, periodSeconds: 1 },
    });
    for (let i = 0; i < 60; i += 1) await publish(tenant.id);
    const body = await untilHealth(id, ({ backlog }) => backlog.waiting > 30, "most of them waited");
    expect(Date.now() - Date.parse(body.backlog.oldestDueAt)).toBeLessThan(10_000);
    const secondsLeft = (Date.parse(body.estimatedEndAt) - Date.parse(body.asOf)) / 1_000;
    // At five a second, or at what was measured so far.
    expect(secondsLeft).toBeGreaterThan(body.backlog.waiting / 10);
    expect(secondsLeft).toBeLessThan(body.backlog.waiting / 2.5);
  });

  it("tells an open breaker with its next probe, by subscription and by tenant, also when no owner lives any more", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 503 }), "/down");
    const { id } = await newSubscription(tenant.id, {
      url: receiver.url("/down"),
      retryPolicy: { delaysSeconds: [0.1, 0.1, 0.1, 0.1, 0.1, 600] },
    });
    await publish(tenant.id);
    const body = await untilHealth(
      id,
      ({ breaker, attempts }) => breaker.state === "open" && attempts.total === 5,
      "the breaker was open",
    );
    expect(Date.parse(body.breaker.nextProbeAt)).toBeGreaterThan(Date.parse(body.asOf));
    const ofTenant = (await server.api.get(`/tenants/${tenant.id}/health`)).body;
    expect(ofTenant.openBreakers).toMatchObject([{ subscriptionId: id, state: "open" }]);
    expect(ofTenant.attempts.errors).toMatchObject({ http_status: 5 });
    expect(ofTenant.backlog).toMatchObject({ retrying: 1, dead: 0, unrouted: 0 });
    // The last twelve wait untried behind it; what failed is further back.
    await publishMany(tenant.id, 12);
    await waitForStates(tenant.id, 13, ["pending"]);
    const activity = await server.api.get(`/tenants/${tenant.id}/subscriptions/activity?subscriptionId=${id}`);
    expect(activity.body.data).toMatchObject([{ lastFailure: { outcome: "http_status", statusCode: 503 } }]);
    await pool().query("delete from lane_states where subscription_id = $1", [id]);
    expect((await healthOf(id)).breaker.state).toBe("open");
  });

  it("tells how many requests are in flight now, and how many may be", async () => {
    const tenant = await newTenant();
    receiver.behave(hang(), "/hangs");
    const { id } = await newSubscription(tenant.id, { url: receiver.url("/hangs"), maxConcurrency: 3 });
    for (let i = 0; i < 6; i += 1) await publish(tenant.id);
    const body = await untilHealth(id, ({ concurrency }) => concurrency.now === 3, "three were in flight");
    expect(body.concurrency).toEqual({ now: 3, limit: 3, max: 3 });
    expect((await server.api.get(`/tenants/${tenant.id}/health`)).body.inFlight).toBe(3);
  });
});

describe("health without a worker", () => {
  it("counts the backlog from its rows: due, due later, held by a pause", async () => {
    const tenantId = (await createTenant()).id;
    const { id } = await createSubscription(tenantId);
    const lane = { tenantId, subscriptionId: id };
    const due = new Date(Date.now() - 60_000);
    await createDelivery(lane, { dueAt: due });
    await createDelivery(lane, { dueAt: new Date(Date.now() - 1_000) });
    await createDelivery(lane, { attemptCount: 1 });
    await createDelivery(lane, { dueAt: null });
    await createDelivery(lane, { state: "delivered" });
    await createDelivery(lane, { state: "dead" });
    const body = await healthOf(id);
    expect(body.backlog).toEqual({
      waiting: 2,
      scheduled: 1,
      held: 1,
      isEstimated: false,
      oldestDueAt: due.toISOString(),
    });
    expect(body).toMatchObject({ attempts: { total: 0, successRate: null }, lastError: null, estimatedEndAt: null });
    expect(body.concurrency.now).toBe(0);
    const ofTenant = (await server.api.get(`/tenants/${tenantId}/health`)).body;
    expect(ofTenant.backlog).toEqual({ unrouted: 0, waiting: 3, retrying: 1, dead: 1, isAtLeast: false });
  });

  it("is told to an operator for the tenants of a page at once, in the order and with the cursors of GET /tenants", async () => {
    const [first, second] = [await createTenant(), await createTenant()];
    const lane = { tenantId: second.id, subscriptionId: (await createSubscription(second.id)).id };
    await createDelivery(lane, { state: "dead" });
    await createDelivery(lane, { attemptCount: 1 });
    const tenants = (await server.api.get("/tenants?limit=2")).body;
    const { body } = await server.api.get("/health/tenants?limit=2");
    expect(body.data.map(({ tenantId }: { tenantId: string }) => tenantId)).toEqual([second.id, first.id]);
    expect(body.nextCursor).toBe(tenants.nextCursor);
    expect(body.data[0].backlog).toEqual({ unrouted: 0, waiting: 0, retrying: 1, dead: 1, isAtLeast: false });
    const alone = (await server.api.get(`/tenants/${second.id}/health`)).body;
    expect({ ...body.data[0], asOf: null }).toEqual({ ...alone, asOf: null });
    const one = await server.api.get(`/health/tenants?externalId=${first.externalId}`);
    expect(one.body.data).toMatchObject([{ tenantId: first.id, attempts: { total: 0 } }]);
    const own = server.api.as(await createTenantKey(first.id));
    expect((await own.get("/health/tenants")).status).toBe(403);
  });

  it("is a tenant's own: another's subscription is as unknown as one that never was", async () => {
    const [tenant, other] = [await createTenant(), await createTenant()];
    const { id } = await createSubscription(tenant.id);
    const own = server.api.as(await createTenantKey(tenant.id));
    const foreign = server.api.as(await createTenantKey(other.id));
    expect((await own.get(`/subscriptions/${id}/health`)).status).toBe(200);
    expect((await own.get(`/tenants/${tenant.id}/health`)).status).toBe(200);
    expect((await foreign.get(`/subscriptions/${id}/health`)).body.code).toBe("not_found");
    expect((await foreign.get(`/tenants/${tenant.id}/health`)).status).toBe(404);
    expect((await own.get("/subscriptions/sub_none/health")).status).toBe(404);
  });
});
