import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();

describe("tenants", () => {
  it("creates a tenant and answers it by our id and by the operator's own", async () => {
    const created = await server.api.post("/tenants", { body: { name: "Acme", externalId: "acme corp/1" } });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: "Acme",
      externalId: "acme corp/1",
      rateLimit: null,
      maxConcurrency: null,
    });
    expect(created.body.id).toMatch(/^ten_[0-9a-f]{32}$/);
    const byId = await server.api.get(`/tenants/${created.body.id}`);
    const byExternalId = await server.api.get(`/tenants/${encodeURIComponent("acme corp/1")}`);
    expect(byId.body).toEqual(created.body);
    expect(byExternalId.body).toEqual(created.body);
  });

  it("answers 409 for an external id that exists", async () => {
    await createTenant({ externalId: "twice" });
    const again = await server.api.post("/tenants", { body: { name: "Other", externalId: "twice" } });
    expect(again.status).toBe(409);
    expect(again.body.code).toBe("already_exists");
  });

  it.each([
    [{}, [{ path: "name", code: "required" }]],
    [{ name: "" }, [{ path: "name", code: "too_small" }]],
    [{ name: "a\nb" }, [{ path: "name", code: "invalid_value" }]],
    [{ name: 1 }, [{ path: "name", code: "invalid_type" }]],
    [{ name: "a", rateLimit: { limit: 0 } }, [{ path: "rateLimit.limit", code: "too_small" }]],
    [{ name: "a", maxConcurrency: 1.5 }, [{ path: "maxConcurrency", code: "invalid_type" }]],
    [{ name: "a", colour: "red" }, [{ path: "colour", code: "unknown_field" }]],
  ])("names what is wrong with %j", async (body, errors) => {
    const refused = await server.api.post("/tenants", { body });
    expect(refused.status).toBe(400);
    expect(refused.body.code).toBe("invalid_request");
    expect(refused.body.errors).toMatchObject(errors);
    for (const error of refused.body.errors) expect(error.message.length).toBeGreaterThan(5);
  });

  it("changes the fields that are given and leaves the others", async () => {
    const tenant = await createTenant();
    const patched = await server.api.patch(`/tenants/${tenant.id}`, {
      body: { rateLimit: { limit: 5 }, maxConcurrency: 3 },
    });
    expect(patched.body).toMatchObject({
      name: tenant.name,
      rateLimit: { limit: 5, periodSeconds: 1 },
      maxConcurrency: 3,
    });
    const cleared = await server.api.patch(`/tenants/${tenant.id}`, { body: { rateLimit: null } });
    expect(cleared.body).toMatchObject({ rateLimit: null, maxConcurrency: 3 });
  });

  it("gives every tenant a partition that exists, and a counter", async () => {
    const { id } = await createTenant();
    const row = await prisma().tenant.findUniqueOrThrow({ where: { id }, include: { partition: true, counter: true } });
    expect(row.counter?.lastSequence).toBe(0n);
    expect(row.partition.id).toBe(row.partitionId);
  });

  it("shows a tenant's key its own tenant and answers any other like an unknown one", async () => {
    const own = await createTenant();
    const other = await createTenant();
    const api = server.api.as(await createTenantKey(own.id));
    expect((await api.get(`/tenants/${own.externalId}`)).body.id).toBe(own.id);
    const foreign = await api.get(`/tenants/${other.id}`);
    const unknown = await api.get("/tenants/nobody");
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
    expect((await api.get("/tenants")).status).toBe(403);
    expect((await api.patch(`/tenants/${own.id}`, { body: { maxConcurrency: 9 } })).status).toBe(403);
  });

  it("erases everything of a deleted tenant, and nothing of another", async () => {
    const gone = await createTenant();
    const kept = await createTenant();
    for (const { id: tenantId } of [gone, kept]) {
      const subscription = await createSubscription(tenantId);
      await createDelivery({ tenantId, subscriptionId: subscription.id });
    }
    const key = await createTenantKey(gone.id);
    expect((await server.api.delete(`/tenants/${gone.externalId}`)).status).toBe(204);
    expect((await server.api.get(`/tenants/${gone.id}`)).status).toBe(404);
    expect(await rowsOf(gone.id)).toEqual({
      events: 0,
      routings: 0,
      deliveries: 0,
      subscriptions: 0,
      keys: 0,
      audits: 0,
    });
    expect(await rowsOf(kept.id)).toMatchObject({ events: 1, routings: 1, deliveries: 1, subscriptions: 1 });
    expect((await server.api.as(key).get("/subscriptions")).status).toBe(401);
    const entry = await prisma().auditEntry.findFirstOrThrow({ where: { action: "tenant.delete", targetId: gone.id } });
    expect(entry).toMatchObject({ tenantId: null, before: { id: gone.id } });
  });
});

async function rowsOf(tenantId: string) {
  const where = { tenantId };
  return {
    events: await prisma().event.count({ where }),
    routings: await prisma().eventRouting.count({ where }),
    deliveries: await prisma().delivery.count({ where }),
    subscriptions: await prisma().subscription.count({ where }),
    keys: await prisma().apiKey.count({ where }),
    audits: await prisma().auditEntry.count({ where }),
  };
}
