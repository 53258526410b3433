import { beforeAll, describe, expect, it } from "vitest";
import { createTenantKey } from "../factories/api-key";
import { createDelivery, type DeliveryFields } from "../factories/delivery";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";

const server = serveApi();
let tenantId: string;
let api: ApiClient;

beforeAll(async () => {
  tenantId = (await createTenant()).id;
  api = server.api.as(await createTenantKey(tenantId));
});

const FAILED = { lastOutcome: "http_status", lastStatusCode: 503, lastAttemptAt: new Date() };

async function createSome(fields: readonly DeliveryFields[]): Promise<{ subscriptionId: string; ids: string[] }> {
  const { id: subscriptionId } = await createSubscription(tenantId);
  const ids: string[] = [];
  for (const one of fields) ids.push((await createDelivery({ tenantId, subscriptionId }, one)).id);
  return { subscriptionId, ids };
}

describe("the overview's numbers", () => {
  it("what is open now is counted from base rows, waiting and retrying apart", async () => {
    await createSome([
      { state: "delivered" },
      { state: "pending" },
      { state: "pending", attemptCount: 2 },
      { state: "dead" },
      { state: "skipped" },
      { state: "cancelled" },
    ]);
    const { body } = await api.get("/deliveries/series?hours=24");
    expect(body.open).toMatchObject({ waiting: 1, retrying: 1, dead: 1 });
    expect(Date.parse(body.open.oldestAt)).toBeGreaterThan(Date.parse(body.from));
    expect(Date.parse(body.from) % (body.bucketSeconds * 1_000)).toBe(0);
  });

  it("a subscription's activity is its last twelve deliveries, oldest first, and what is open there", async () => {
    const { subscriptionId, ids } = await createSome([
      ...Array.from({ length: 10 }, () => ({ state: "delivered" as const })),
      { state: "dead", attemptCount: 12, ...FAILED },
      { state: "pending", attemptCount: 1, ...FAILED },
      { state: "pending" },
    ]);
    const { body } = await api.get(`/subscriptions/activity?subscriptionId=${subscriptionId}`);
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({
      subscriptionId,
      counts: { waiting: 1, retrying: 1, dead: 1 },
      lastFailure: { outcome: "http_status", statusCode: 503 },
    });
    expect(body.data[0].lastDeliveries.map((one: { id: string }) => one.id)).toEqual(ids.slice(-12));
  });

  it("neither shows anything of another tenant; an operator sees all, or the tenant in the path", async () => {
    const stranger = server.api.as(await createTenantKey((await createTenant()).id));
    expect((await stranger.get("/deliveries/series")).body.open).toMatchObject({ waiting: 0, dead: 0 });
    expect((await stranger.get("/subscriptions/activity")).body.data).toEqual([]);
    expect((await stranger.get(`/tenants/${tenantId}/deliveries/series`)).status).toBe(404);
    const { id } = await createSubscription(tenantId);
    expect((await api.get(`/deliveries/series?subscriptionId=${id}`)).status).toBe(200);
    expect((await stranger.get(`/deliveries/series?subscriptionId=${id}`)).status).toBe(404);
    const all = await server.api.get("/deliveries/series");
    const one = await server.api.get(`/tenants/${tenantId}/deliveries/series`);
    expect(all.body.open).toEqual(one.body.open);
    expect(one.body.open.dead).toBeGreaterThan(0);
  });
});
