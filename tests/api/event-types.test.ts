import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const ORDER = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, total: { type: "number", minimum: 0 } },
};

async function ownerOf(tenant: { id: string }) {
  return server.api.as(await createTenantKey(tenant.id));
}

describe("the catalogue", () => {
  it("is written by the operator and read by every tenant", async () => {
    const created = await server.api.post("/event-types", {
      body: { name: "order.created", description: "An order came in.", group: "Orders", schema: ORDER },
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: "order.created",
      tenantId: null,
      group: "Orders",
      enforce: false,
      deprecatedAt: null,
      versions: [{ version: "1", schema: ORDER, example: { id: "text", total: 0 }, exampleFrom: "generated" }],
    });
    const tenant = await ownerOf(await createTenant());
    expect((await tenant.get("/event-types/order.created")).body).toEqual(created.body);
    const list = await tenant.get("/event-types?search=ORDER.cre&group=Orders&deprecated=false");
    expect(list.body.data).toMatchObject([{ name: "order.created", versions: ["1"] }]);
    for (const refused of [
      await tenant.post("/event-types", { body: { name: "mine.now" } }),
      await tenant.patch("/event-types/order.created", { body: { enforce: true } }),
      await tenant.delete("/event-types/order.created"),
      await tenant.post("/event-types/import", { body: { document: {} } }),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([403, "forbidden"]);
    }
  });

  it("is changed, deprecated, deleted, and each change is in the audit log", async () => {
    const { body } = await server.api.post("/event-types", { body: { name: "car.sold" } });
    const changed = await server.api.patch("/event-types/car.sold", {
      body: { description: "Sold.", deprecated: true },
    });
    expect(changed.body).toMatchObject({ description: "Sold.", deprecatedAt: expect.any(String) });
    const again = await server.api.patch("/event-types/car.sold", { body: { deprecated: true } });
    expect(again.body.deprecatedAt).toBe(changed.body.deprecatedAt);
    expect(
      (await server.api.patch("/event-types/car.sold", { body: { deprecated: false } })).body.deprecatedAt,
    ).toBeNull();
    expect((await server.api.delete("/event-types/car.sold")).status).toBe(204);
    expect((await server.api.get("/event-types/car.sold")).status).toBe(404);
    const entries = await prisma().auditEntry.findMany({ where: { targetId: body.id }, orderBy: { id: "asc" } });
    expect(entries.map(({ action }) => action)).toEqual([
      "event_type.create",
      "event_type.update",
      "event_type.update",
      "event_type.update",
      "event_type.delete",
    ]);
    expect(entries[1]).toMatchObject({ before: { description: null }, after: { description: "Sold." } });
  });

  it("has versions, each with schema and example", async () => {
    await server.api.post("/event-types", { body: { name: "bike.sold", schema: ORDER } });
    const path = "/event-types/bike.sold/versions";
    const added = await server.api.post(path, {
      body: { version: "2", schema: { type: "object" }, example: { a: 1 } },
    });
    expect([added.status, added.body]).toMatchObject([201, { version: "2", example: { a: 1 }, exampleFrom: "given" }]);
    expect((await server.api.post(path, { body: { version: "2" } })).body.code).toBe("already_exists");
    expect((await server.api.get(path)).body.data.map((one: { version: string }) => one.version)).toEqual(["2", "1"]);
    const put = await server.api.put(`${path}/2`, { body: { schema: null, example: [1] } });
    expect(put.body).toMatchObject({ schema: null, example: [1] });
    expect((await server.api.delete(`${path}/2`)).status).toBe(204);
    expect((await server.api.delete(`${path}/2`)).status).toBe(404);
    expect((await server.api.get(path)).body.data).toHaveLength(1);
  });

  it("lets a tenant's own type hide the operator's of that name, for that tenant alone", async () => {
    const mine = await createTenant();
    const other = await createTenant();
    await server.api.post("/event-types", { body: { name: "shared.type", description: "everybody's" } });
    const own = await server.api.post(`/tenants/${mine.id}/event-types`, {
      body: { name: "shared.type", description: "mine" },
    });
    expect(own.body.tenantId).toBe(mine.id);
    const read = async (tenant: { id: string }) => {
      const api = await ownerOf(tenant);
      const list = await api.get("/event-types?search=shared.type");
      const one = await api.get("/event-types/shared.type");
      return [list.body.data.map((row: { description: string }) => row.description), one.body.description];
    };
    expect(await read(mine)).toEqual([["mine"], "mine"]);
    expect(await read(other)).toEqual([["everybody's"], "everybody's"]);
    expect((await server.api.delete(`/tenants/${other.id}/event-types/shared.type`)).status).toBe(404);
  });

  it.each([
    [{ name: "not a type" }, "name"],
    [{ name: "import" }, "name"],
    [{}, "name"],
    [{ name: "a.b", group: "" }, "group"],
    [{ name: "a.b", schema: { type: "objekt" } }, "schema"],
    [{ name: "a.b", schema: [] }, "schema"],
    [{ name: "a.b", schema: ORDER, example: { id: 7 } }, "example.id"],
    [{ name: "a.b", colour: "red" }, "colour"],
    [{ name: "a.b", enforce: "yes" }, "enforce"],
  ])("refuses %j by its field", async (body, path) => {
    const answer = await server.api.post("/event-types", { body });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
  });

  it("refuses a name that is there, and does not know one that is not", async () => {
    await server.api.post("/event-types", { body: { name: "twice.made" } });
    expect((await server.api.post("/event-types", { body: { name: "twice.made" } })).body.code).toBe("already_exists");
    for (const call of [
      server.api.get("/event-types/no.such"),
      server.api.patch("/event-types/no.such", { body: {} }),
      server.api.get("/event-types/no.such/versions"),
      server.api.put("/event-types/no.such/versions/1", { body: {} }),
    ]) {
      expect((await call).status).toBe(404);
    }
  });
});

describe("an import", () => {
  const webhook = (schema: object) => ({
    post: { summary: "Came in", requestBody: { content: { "application/json": { schema } } } },
  });
  const document = {
    openapi: "3.1.0",
    webhooks: { "boat.sold": webhook(ORDER), "not a name": webhook(ORDER), "boat.lost": webhook({ type: "objekt" }) },
  };

  it("tells first what it would do, does it, and finds nothing to do the next time", async () => {
    const dry = await server.api.post("/event-types/import", { body: { document, dryRun: true } });
    expect(dry.body).toMatchObject({ dryRun: true, created: 1, updated: 0, unchanged: 0, refused: 2 });
    expect(dry.body.types.map((type: { problem: string }) => type.problem?.split(":")[0])).toEqual([
      undefined,
      "name",
      "schema",
    ]);
    expect((await server.api.get("/event-types/boat.sold")).status).toBe(404);
    const done = await server.api.post("/event-types/import", { body: { document } });
    expect(done.body).toMatchObject({ dryRun: false, created: 1, refused: 2 });
    expect((await server.api.get("/event-types/boat.sold")).body.versions).toMatchObject([{ schema: ORDER }]);
    const again = await server.api.post("/event-types/import", { body: { document } });
    expect(again.body).toMatchObject({ created: 0, unchanged: 1 });
    const changed = { ...document, webhooks: { "boat.sold": webhook({ type: "object" }) } };
    expect((await server.api.post("/event-types/import", { body: { document: changed } })).body).toMatchObject({
      updated: 1,
    });
  });

  it("refuses what is no document", async () => {
    const answer = await server.api.post("/event-types/import", { body: { document: { openapi: "2.0" } } });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, "document"]);
  });
});
