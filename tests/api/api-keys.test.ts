import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createOperatorKey, createTenantKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";
import { waitFor } from "../setup/wait-for";

const server = serveApi();

describe("api keys", () => {
  it("are shown once, stored as a hash, and work", async () => {
    const created = await server.api.post("/api-keys", { body: { name: "ci", scopes: ["read"] } });
    expect(created.status).toBe(201);
    expect(created.body.key).toMatch(/^hs_[A-Za-z0-9_-]{43}$/);
    expect(created.body.key.startsWith(created.body.prefix)).toBe(true);
    expect((await server.api.as(created.body.key).get("/tenants")).status).toBe(200);
    const list = await server.api.get("/api-keys");
    expect(list.text).not.toContain(created.body.key);
    expect(list.body.data.map((key: { id: string }) => key.id)).toContain(created.body.id);
    const stored = JSON.stringify(await prisma().apiKey.findMany());
    expect(stored).not.toContain(created.body.key);
  });

  it("are refused within a second of their revocation, in a process that had them cached", async () => {
    const key = await createOperatorKey();
    const api = server.api.as(key);
    expect((await api.get("/tenants")).status).toBe(200);
    const { id } = await prisma().apiKey.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect((await server.api.delete(`/api-keys/${id}`)).status).toBe(204);
    const startedAt = performance.now();
    await waitFor(async () => (await api.get("/tenants")).status === 401, {
      until: "the revoked key is refused",
      timeoutMs: 1_000,
    });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect((await server.api.delete(`/api-keys/${id}`)).status).toBe(404);
  });

  it("of a tenant reach its own data only, and a stored answer does not hold the key", async () => {
    const tenant = await createTenant();
    const call = { headers: { "idempotency-key": "k" }, body: { name: "app" } };
    const created = await server.api.post(`/tenants/${tenant.id}/api-keys`, call);
    expect(created.body.tenantId).toBe(tenant.id);
    const again = await server.api.post(`/tenants/${tenant.id}/api-keys`, call);
    expect(again.body).toEqual({ ...created.body, key: null, duplicate: true });
    expect(JSON.stringify(await prisma().idempotencyKey.findMany())).not.toContain(created.body.key);
    const api = server.api.as(created.body.key);
    expect((await api.get("/api-keys")).body.data).toHaveLength(1);
    const operatorKey = await prisma().apiKey.findFirstOrThrow({ where: { tenantId: null } });
    expect((await api.delete(`/api-keys/${operatorKey.id}`)).status).toBe(404);
  });

  it("make no key that is stronger than they are", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id, { scopes: ["write"] }));
    expect((await api.post("/api-keys", { body: { name: "all" } })).status).toBe(403);
    expect((await api.post("/api-keys", { body: { name: "more", scopes: ["write", "read"] } })).status).toBe(403);
    expect((await api.post("/api-keys", { body: { name: "same", scopes: ["write"] } })).status).toBe(201);
  });

  it("remember their last use, written at most once a minute", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id));
    await api.get("/subscriptions");
    const first = await prisma().apiKey.findFirstOrThrow({ where: { tenantId: tenant.id } });
    expect(first.lastUsedAt).not.toBeNull();
    await api.get("/subscriptions");
    const second = await prisma().apiKey.findFirstOrThrow({ where: { tenantId: tenant.id } });
    expect(second.lastUsedAt).toEqual(first.lastUsedAt);
  });

  it.each([
    [{ name: "x", scopes: ["all"] }, "scopes[0]"],
    [{ name: "x", expiresAt: "yesterday" }, "expiresAt"],
    [{ name: "x", expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
  ])("refuse %j", async (body, path) => {
    const answer = await server.api.post("/api-keys", { body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ path }]);
  });
});
