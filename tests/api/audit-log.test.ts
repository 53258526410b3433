import { describe, expect, it } from "vitest";
import { createTenantKey } from "../factories/api-key";
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

  it("writes nothing for a change that was refused", async () => {
    const { id } = await createTenant({ externalId: "only-once" });
    await server.api.post("/tenants", { body: { name: "x", externalId: "only-once" } });
    await server.api.patch(`/tenants/${id}`, { body: { name: "" } });
    const { body } = await server.api.get(`/tenants/${id}/audit-log`);
    expect(body.data).toHaveLength(1);
  });
});
