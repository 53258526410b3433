import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCatalogueListener } from "@/lib/http/catalogue-listener";
import { prisma } from "@/lib/prisma";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const ORDER = {
  type: "object",
  required: ["items"],
  properties: { items: { type: "array", items: { type: "integer" } } },
};
let tenant: { id: string };
let stopListener: () => Promise<void>;

beforeAll(async () => {
  stopListener = await startCatalogueListener();
  tenant = await createTenant();
  await server.api.post("/event-types", { body: { name: "order.made", schema: ORDER, enforce: true } });
  await server.api.post("/event-types", { body: { name: "order.free", schema: ORDER } });
});
afterAll(() => stopListener());

const publish = (body: object) => server.api.post(`/tenants/${tenant.id}/events`, { body });
const count = () => prisma().event.count({ where: { tenantId: tenant.id } });

describe("an event of an enforced type", () => {
  it("is accepted when its data fits, and refused with the path inside data when it does not", async () => {
    expect((await publish({ type: "order.made", data: { items: [1] } })).status).toBe(202);
    const before = await count();
    const answer = await publish({ type: "order.made", data: { items: [1, "2"] } });
    expect([answer.status, answer.body.code]).toEqual([422, "schema_violation"]);
    expect(answer.body.errors).toEqual([
      { path: "data.items[1]", message: "must be integer", code: "schema_violation" },
    ]);
    expect(await count()).toBe(before);
  });

  it("takes its whole batch with it", async () => {
    const before = await count();
    const events = [
      { type: "order.made", data: { items: [] } },
      { type: "order.made", data: {} },
    ];
    const answer = await publish({ events });
    expect(answer.body.errors).toMatchObject([{ path: "events[1].data.items", message: "is required" }]);
    expect(await count()).toBe(before);
  });

  it("of a version that the catalogue has not is refused, and says which there are", async () => {
    const answer = await publish({ type: "order.made", version: "9", data: { items: [] } });
    expect(answer.body.errors).toMatchObject([{ path: "version", code: "unknown_version" }]);
    expect(answer.body.detail).toContain("which has: 1");
  });

  it("follows the catalogue at once: another schema, no enforcement, another tenant's own type", async () => {
    await server.api.post("/event-types", {
      body: { name: "moving.target", schema: { type: "string" }, enforce: true },
    });
    const status = async (data: unknown) => (await publish({ type: "moving.target", data })).status;
    expect([await status("text"), await status(1)]).toEqual([202, 422]);
    await server.api.put("/event-types/moving.target/versions/1", { body: { schema: { type: "number" } } });
    expect([await status("text"), await status(1)]).toEqual([422, 202]);
    await server.api.post(`/tenants/${tenant.id}/event-types`, {
      body: { name: "moving.target", schema: { type: "boolean" }, enforce: true },
    });
    expect([await status(1), await status(true)]).toEqual([422, 202]);
    await server.api.delete(`/tenants/${tenant.id}/event-types/moving.target`);
    await server.api.patch("/event-types/moving.target", { body: { enforce: false } });
    expect(await status(true)).toBe(202);
  });

  it("follows a change of another process too", async () => {
    const { body } = await server.api.post("/event-types", { body: { name: "far.away", schema: { type: "string" } } });
    expect((await publish({ type: "far.away", data: 1 })).status).toBe(202);
    await prisma().eventType.update({ where: { id: body.id }, data: { enforce: true } });
    await prisma().$executeRaw`select pg_notify('hookswitch_catalogue', '')`;
    await expect.poll(async () => (await publish({ type: "far.away", data: 1 })).status).toBe(422);
  });
});

describe("the installation's setting", () => {
  const set = (schemaEnforcement: string) => server.api.patch("/settings", { body: { schemaEnforcement } });

  it("checks what says so, what has a schema, or everything", async () => {
    const statuses = async () => [
      (await publish({ type: "order.free", data: {} })).status,
      (await publish({ type: "not.known", data: {} })).status,
    ];
    expect((await server.api.get("/settings")).body.schemaEnforcement).toBe("declared");
    expect(await statuses()).toEqual([202, 202]);
    await set("all");
    expect(await statuses()).toEqual([422, 202]);
    await set("strict");
    expect(await statuses()).toEqual([422, 422]);
    await set("declared");
    expect(await statuses()).toEqual([202, 202]);
    const entries = await prisma().auditEntry.findMany({ where: { action: "settings.update" } });
    expect(entries).toHaveLength(3);
  });

  it("refuses another word", async () => {
    expect((await set("sometimes")).body.errors).toMatchObject([{ path: "schemaEnforcement" }]);
  });
});
