import { describe, expect, it } from "vitest";
import { idBound } from "@/lib/ids";
import { pool } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createEvent } from "../factories/event";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();

describe("health", () => {
  it("is live and ready without credentials", async () => {
    expect((await server.api.get("/health/live", { key: null })).body).toEqual({ status: "live" });
    expect((await server.api.get("/health/ready", { key: null })).body).toEqual({ status: "ready", setUp: false });
  });

  it("says that the database does not answer instead of hanging with it", async () => {
    const client = await pool().connect();
    try {
      await client.query("begin; lock table users in access exclusive mode");
      const { status, body } = await server.api.get("/health/ready", { key: null });
      expect([status, body.code]).toEqual([503, "unavailable"]);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  it("counts what was accepted in the window and is not delivered now, and nothing else", async () => {
    const tenantId = (await createTenant()).id;
    const subscriptionId = (await createSubscription(tenantId)).id;
    const lane = { tenantId, subscriptionId };
    const twice = await createDelivery(lane);
    await createDelivery(lane, { eventId: twice.eventId, state: "dead" });
    for (const state of ["delivered", "skipped", "cancelled"] as const) await createDelivery(lane, { state });
    await createEvent(tenantId, { isRouted: false });
    await createEvent(tenantId, { isRouted: false, deliverAt: new Date(Date.now() + 60_000) });
    const old = `${idBound("event", Date.now() - 7_200_000)}${"0".repeat(20)}`;
    await createDelivery(lane, { eventId: (await createEvent(tenantId, { id: old })).id });

    const api = server.api.as(await createTenantKey(tenantId));
    const { body } = await api.get("/health/undelivered?window=1h");
    expect(body).toMatchObject({ windowSeconds: 3_600, events: 2, deliveries: 2, pending: 1, dead: 1, unrouted: 1 });
    expect(Date.now() - Date.parse(body.oldest)).toBeLessThan(60_000);
    expect(body.worst).toEqual([{ subscriptionId, deliveries: 2, pending: 1, dead: 1 }]);
    const longer = await api.get("/health/undelivered?window=3h");
    expect(longer.body).toMatchObject({ events: 3, pending: 2 });
    expect(Date.now() - Date.parse(longer.body.oldest)).toBeGreaterThan(7_000_000);
    const everybody = await server.api.get("/health/undelivered");
    expect(everybody.body.events).toBeGreaterThanOrEqual(2);
  });

  it("leads to exactly the deliveries that it counts, also those of one subscription or one state", async () => {
    const tenantId = (await createTenant()).id;
    const [busy, quiet] = [await createSubscription(tenantId), await createSubscription(tenantId)];
    const lane = { tenantId, subscriptionId: busy.id };
    const open = [await createDelivery(lane), await createDelivery(lane, { state: "dead" })];
    const other = await createDelivery({ tenantId, subscriptionId: quiet.id });
    await createDelivery(lane, { state: "delivered" });
    // History: the delivery is new, its event is not.
    const old = `${idBound("event", Date.now() - 7_200_000)}${"1".repeat(20)}`;
    await createDelivery(lane, { eventId: (await createEvent(tenantId, { id: old })).id });

    const api = server.api.as(await createTenantKey(tenantId));
    const idsOf = async (query: string) =>
      (await api.get(`/deliveries?undelivered=1h${query}`)).body.data.map(({ id }: { id: string }) => id).sort();
    const { body } = await api.get("/health/undelivered");
    expect(await idsOf("")).toEqual([...open, other].map(({ id }) => id).sort());
    expect(body).toMatchObject({
      deliveries: 3,
      worst: [{ subscriptionId: busy.id, deliveries: 2 }, { deliveries: 1 }],
    });
    expect(await idsOf(`&subscriptionId=${busy.id}`)).toEqual(open.map(({ id }) => id).sort());
    expect(await idsOf("&status=dead")).toEqual([open[1]?.id]);
    expect(await idsOf("&status=delivered")).toEqual([]);
    expect((await api.get("/deliveries?undelivered=soon")).status).toBe(400);
  });

  it("tells an operator the same tenant by tenant, the most first, and nobody else", async () => {
    const [little, much, none] = [await createTenant(), await createTenant(), await createTenant()];
    for (const [{ id: tenantId }, count] of [
      [little, 1],
      [much, 3],
      [none, 0],
    ] as const) {
      const subscriptionId = (await createSubscription(tenantId)).id;
      for (let n = 0; n < count; n += 1) await createDelivery({ tenantId, subscriptionId }, { state: "dead" });
      await createDelivery({ tenantId, subscriptionId }, { state: "delivered" });
    }
    await createEvent(little.id, { isRouted: false });
    const { body } = await server.api.get("/health/undelivered/tenants?window=15m");
    const own = body.data.filter(({ tenantId }: { tenantId: string }) =>
      [little.id, much.id, none.id].includes(tenantId),
    );
    expect(own).toMatchObject([
      { tenantId: much.id, name: much.name, events: 3, deliveries: 3, dead: 3, pending: 0, unrouted: 0 },
      { tenantId: little.id, events: 2, deliveries: 1, dead: 1, unrouted: 1 },
    ]);
    expect(own[0]).toEqual({ ...own[0], oldest: expect.stringMatching(/Z$/) });
    const api = server.api.as(await createTenantKey(little.id));
    expect((await api.get("/health/undelivered/tenants")).status).toBe(403);
  });

  it("has nothing to report for a tenant without events", async () => {
    const api = server.api.as(await createTenantKey((await createTenant()).id));
    const { body } = await api.get("/health/undelivered");
    expect(body).toEqual({
      windowSeconds: 3_600,
      events: 0,
      deliveries: 0,
      pending: 0,
      dead: 0,
      unrouted: 0,
      oldest: null,
      worst: [],
    });
  });

  it("refuses a window that is none", async () => {
    expect((await server.api.get("/health/undelivered?window=soon")).body.errors).toMatchObject([{ path: "window" }]);
  });
});

describe("what forms are made of", () => {
  it("lists the destination types with their fields", async () => {
    const { body } = await server.api.get("/destination-types");
    expect(body.data[0]).toMatchObject({ type: "webhook", signed: true });
    expect(body.data[0].fields.map((field: { name: string }) => field.name)).toContain("url");
  });

  it("tries a filter on events, and tells where one does not parse", async () => {
    const events = [{ data: { total: 5 } }, { data: { total: 50 } }];
    const tried = await server.api.post("/filters/try", { body: { filter: "data.total > `10`", events } });
    expect(tried.body).toMatchObject({
      error: null,
      results: [
        { outcome: "false", reason: null },
        { outcome: "true", reason: null },
      ],
    });
    const broken = await server.api.post("/filters/try", { body: { filter: "data.total > > 1", events } });
    expect(broken.status).toBe(200);
    expect(broken.body.error.position).toBeGreaterThan(5);
  });
});
