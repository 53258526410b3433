import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/crypto";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createUser, portalCookieOf, sessionCookieOf } from "../factories/person";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();

async function newLink(tenant: string, fields: object = {}) {
  const created = await server.api.post("/portal-links", { body: { tenant, ...fields } });
  return { ...created.body, token: created.body.url?.split("#token=")[1] ?? "" };
}

const exchange = (token: string, headers: Record<string, string> = { origin: server.url }) =>
  server.api.post("/portal-links/exchange", { key: null, headers, body: { token } });

const as = (cookie: string, origin = server.url) => ({ key: null, headers: { cookie, origin } });

describe("a portal link", () => {
  it("carries a token that is stored as a hash and is shown once", async () => {
    const tenant = await createTenant();
    const call = { headers: { "idempotency-key": "link" }, body: { tenant: tenant.externalId, person: "Jo, user 7" } };
    const created = await server.api.post("/portal-links", call);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      tenantId: tenant.id,
      role: "developer",
      person: "Jo, user 7",
      status: "open",
    });
    const [page, token = ""] = created.body.url.split("#token=");
    expect(page).toMatch(/\/portal$/);
    expect((await server.api.post("/portal-links", call)).body).toEqual({
      ...created.body,
      url: null,
      duplicate: true,
    });
    const stored = JSON.stringify([await prisma().portalLink.findMany(), await prisma().idempotencyKey.findMany()]);
    expect(stored).not.toContain(token);
    expect(stored).toContain(sha256Hex(token));
  });

  it("signs one person into its tenant, with its role, by a cookie of its own", async () => {
    const tenant = await createTenant();
    const { token, id } = await newLink(tenant.id, { role: "viewer", sessionSeconds: 600 });
    const exchanged = await exchange(token);
    expect(exchanged.body).toMatchObject({ tenantId: tenant.id, role: "viewer" });
    const cookie = exchanged.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(
      /^hookswitch\.portal=[\w-]{43}; Path=\/; Max-Age=(600|599); HttpOnly; Secure; SameSite=None; Partitioned$/,
    );
    const call = as(cookie.split(";")[0] ?? "");
    expect((await server.api.get("/session", call)).body).toMatchObject({
      id,
      via: "portal-link",
      user: null,
      role: "viewer",
      tenant: { id: tenant.id, name: tenant.name },
    });
    expect((await server.api.get("/subscriptions", call)).status).toBe(200);
    const body = { url: "http://127.0.0.1:9/", events: ["*"], skipVerification: true };
    expect((await server.api.post("/subscriptions", { ...call, body })).status).toBe(403);
    expect((await server.api.get("/account", call)).status).toBe(403);
    expect((await server.api.get("/tenants", call)).status).toBe(403);
    const list = await server.api.get(`/portal-links?tenant=${tenant.id}&status=used`);
    expect(list.body.data).toMatchObject([{ id, status: "used", address: "127.0.0.1" }]);
  });

  it("works once: of ten who try at the same time one gets in", async () => {
    const { token } = await newLink((await createTenant()).id);
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => exchange(token)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 404)).toHaveLength(9);
  });

  it("is not spent by fetching its address, nor from another site, nor after its time, nor when revoked", async () => {
    const tenant = await createTenant();
    const link = await newLink(tenant.id);
    expect((await exchange(link.token, {})).status).toBe(403);
    expect((await exchange(link.token, { origin: "https://evil.example" })).status).toBe(403);
    const old = await newLink(tenant.id);
    await prisma().portalLink.update({ where: { id: old.id }, data: { expiresAt: new Date() } });
    expect((await exchange(old.token)).status).toBe(404);
    const revoked = await newLink(tenant.id);
    expect((await server.api.delete(`/portal-links/${revoked.id}`)).status).toBe(204);
    expect((await exchange(revoked.token)).status).toBe(404);
    expect((await exchange("no-such-token")).body.detail).toBe((await exchange(old.token)).body.detail);
    expect((await exchange(link.token)).status).toBe(200);
  });

  it("counts before an operator's session in the same browser, and leaves that one alone", async () => {
    const tenant = await createTenant();
    const operator = await sessionCookieOf((await createUser("operator")).userId);
    const both = `${operator}; ${await portalCookieOf(tenant.id, "owner")}`;
    expect((await server.api.get("/session", as(both))).body).toMatchObject({ via: "portal-link", role: "owner" });
    expect((await server.api.get("/tenants", as(both))).status).toBe(403);
    const left = await server.api.post("/portal-links/leave", as(both));
    expect([left.status, left.headers.get("set-cookie")]).toEqual([204, expect.stringContaining("Max-Age=0")]);
    expect((await server.api.get("/session", as(both))).status).toBe(401);
    expect((await server.api.get("/session", as(operator))).body).toMatchObject({ via: "password", role: "operator" });
  });

  it("is refused at once after it was revoked, and a change needs an Origin of ours", async () => {
    const tenant = await createTenant();
    const cookie = await portalCookieOf(tenant.id, "developer");
    const body = { url: "http://127.0.0.1:9/", events: ["*"], skipVerification: true };
    expect((await server.api.post("/subscriptions", { key: null, headers: { cookie }, body })).status).toBe(403);
    const framing = as(cookie, "https://app.acme.example");
    expect((await server.api.post("/subscriptions", { ...framing, body })).status).toBe(403);
    const made = await server.api.post("/subscriptions", { ...as(cookie), body });
    expect(made.status).toBe(201);
    const entry = await prisma().auditEntry.findFirstOrThrow({ where: { targetId: made.body.id } });
    expect(entry.actor).toMatch(/^portal-link:plk_/);
    await server.api.delete(`/portal-links/${entry.actor.split(":")[1]}`);
    expect((await server.api.get("/subscriptions", as(cookie))).status).toBe(401);
  });

  it("is an operator's to make, list and revoke", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id));
    expect((await api.post("/portal-links", { body: { tenant: tenant.id } })).status).toBe(403);
    expect((await api.get("/portal-links")).status).toBe(403);
    expect((await server.api.delete(`/portal-links/plk_${"0".repeat(32)}`)).status).toBe(404);
  });

  it.each([
    [{}, "tenant", "required"],
    [{ tenant: "nobody" }, "tenant", "not_found"],
    [{ tenant: "x", role: "boss" }, "role", "invalid_value"],
    [{ tenant: "x", expiresInSeconds: 1 }, "expiresInSeconds", "too_small"],
    [{ tenant: "x", expiresInSeconds: 1e6 }, "expiresInSeconds", "too_big"],
    [{ tenant: "x", sessionSeconds: 1 }, "sessionSeconds", "too_small"],
    [{ tenant: "x", person: "" }, "person", "too_small"],
    [{ tenant: "x", colour: "red" }, "colour", "unknown_field"],
  ])("names what is wrong with %j", async (body, path, code) => {
    const refused = await server.api.post("/portal-links", { body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ path, code }]);
  });
});
