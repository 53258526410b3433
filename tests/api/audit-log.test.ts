import { describe, expect, it } from "vitest";
import { pool } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { portalCookieOf } from "../factories/person";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();

describe("the audit log", () => {
  it("says who changed what, when, from where, before and after, newest first", async () => {
    const { id, name } = await createTenant();
    await server.api.patch(`/tenants/${id}`, { headers: { "x-request-id": "r-9" }, body: { name: "New name" } });
    const { body } = await server.api.get(`/tenants/${id}/audit-log`);
    expect(body.data.map((entry: { action: string }) => entry.action)).toEqual(["tenant.update", "tenant.create"]);
    expect(body.data[0]).toMatchObject({
      tenantId: id,
      targetId: id,
      before: { name },
      after: { name: "New name" },
      address: "127.0.0.1",
      requestId: "r-9",
    });
    expect(body.data[0].actor).toMatch(/^key:key_/);
    expect(body.data[1].actor).toBe("system");
  });

  it("shows a tenant its own entries only, and filters them", async () => {
    const own = await createTenant();
    await createTenant();
    const api = server.api.as(await createTenantKey(own.id));
    const { body } = await api.get("/audit-log");
    expect(new Set(body.data.map((entry: { tenantId: string }) => entry.tenantId))).toEqual(new Set([own.id]));
    expect((await api.get("/audit-log?action=api_key.create")).body.data).toHaveLength(1);
    expect((await api.get("/audit-log?actor=nobody")).body.data).toEqual([]);
  });

  it("is filtered by a resource's actions, the target and a span of time", async () => {
    const { id } = await createTenant();
    await server.api.patch(`/tenants/${id}`, { body: { name: "Two" } });
    const between = new Date();
    await createTenantKey(id);
    const actions = async (query: string) =>
      (await server.api.get(`/tenants/${id}/audit-log?${query}`)).body.data.map(
        (entry: { action: string }) => entry.action,
      );
    expect(await actions("action=tenant.*")).toEqual(["tenant.update", "tenant.create"]);
    expect(await actions(`targetId=${id}`)).toEqual(["tenant.update", "tenant.create"]);
    expect(await actions(`after=${between.toISOString()}`)).toEqual(["api_key.create"]);
    expect(await actions(`before=${between.toISOString()}`)).toEqual(["tenant.update", "tenant.create"]);
    expect((await server.api.get("/audit-log?after=yesterday")).body.errors).toMatchObject([{ path: "after" }]);
  });

  it("says what an invitation and a portal link were before somebody used them, or a new one took their place", async () => {
    const { id } = await createTenant();
    const invite = () =>
      server.api.post(`/tenants/${id}/invitations`, { body: { email: "used@before.example", role: "viewer" } });
    const { id: replaced } = (await invite()).body;
    const { id: accepted, url } = (await invite()).body;
    const token = url.split("#token=")[1];
    await server.api.post("/invitations/accept", { key: null, body: { token, password: "correct horse battery" } });
    await portalCookieOf(id, "viewer");
    const entries = (await server.api.get(`/tenants/${id}/audit-log`)).body.data;
    const said = (action: string) => entries.find((entry: { action: string }) => entry.action === action);
    expect(said("invitation.revoke")).toMatchObject({ targetId: replaced, before: { status: "open" } });
    expect(said("invitation.accept")).toMatchObject({
      targetId: accepted,
      before: { status: "open", acceptedAt: null },
      after: { status: "accepted", isNewAccount: true },
    });
    expect(said("portal_link.use")).toMatchObject({
      before: { status: "open", usedAt: null, sessionExpiresAt: null },
      after: { status: "used" },
    });
  });

  it("cannot be changed, shortened or emptied, not by SQL either", async () => {
    const { id } = await createTenant();
    const refused = /append-only/;
    await expect(pool().query("update audit_log set actor = 'nobody' where tenant_id = $1", [id])).rejects.toThrow(
      refused,
    );
    await expect(pool().query("delete from audit_log where tenant_id = $1", [id])).rejects.toThrow(refused);
    await expect(pool().query("truncate audit_log")).rejects.toThrow(refused);
    expect((await server.api.get(`/tenants/${id}/audit-log`)).body.data).toHaveLength(1);
  });

  it("writes nothing for a change that was refused", async () => {
    const { id } = await createTenant({ externalId: "only-once" });
    await server.api.post("/tenants", { body: { name: "x", externalId: "only-once" } });
    await server.api.patch(`/tenants/${id}`, { body: { name: "" } });
    const { body } = await server.api.get(`/tenants/${id}/audit-log`);
    expect(body.data).toHaveLength(1);
  });
});
