import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createDelivery } from "../factories/delivery";
import { createEvent } from "../factories/event";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";

const server = serveApi();
let tenantId: string;
let api: ApiClient;

beforeAll(async () => {
  tenantId = (await createTenant({ externalId: "acme" })).id;
  api = server.api.as(await createTenantKey(tenantId));
});

describe("an event", () => {
  it("is read by both ids, with its data byte for byte", async () => {
    const data = '{ "big": 12345678901234567890, "n": 1.0, "n": 2 }';
    const { id } = await createEvent(tenantId, { data, externalId: "order-1" });
    const byId = await api.get(`/events/${id}`);
    expect(byId.text).toContain(`"data":${data}}`);
    expect(byId.body).toMatchObject({ id, tenantId, externalId: "order-1", status: "routed", type: "order.created" });
    expect((await api.get("/events/order-1")).text).toBe(byId.text);
    expect((await server.api.get(`/events/${id}`)).status).toBe(200);
  });

  it("is a 404 for another tenant like an unknown one", async () => {
    const other = (await createTenant()).id;
    const foreign = await createEvent(other, {
      externalId: "theirs",
      isRouted: false,
      deliverAt: new Date(Date.now() + 60_000),
    });
    for (const id of [foreign.id, "theirs", `evt_${"0".repeat(32)}`]) {
      const answers = [
        await api.get(`/events/${id}`),
        await api.get(`/events/${id}/deliveries`),
        await api.delete(`/events/${id}`),
      ];
      expect(answers.map((answer) => [answer.status, answer.body.detail])).toEqual(
        Array(3).fill([404, "There is no such event."]),
      );
    }
  });

  it("says where it stands: accepted, scheduled, routed", async () => {
    const accepted = await createEvent(tenantId, { isRouted: false });
    const scheduled = await createEvent(tenantId, { isRouted: false, deliverAt: new Date(Date.now() + 60_000) });
    const routed = await createEvent(tenantId);
    const statuses = (await api.get("/events")).body.data.map((row: { id: string; status: string }) => [
      row.id,
      row.status,
    ]);
    expect(statuses.slice(0, 3)).toEqual([
      [routed.id, "routed"],
      [scheduled.id, "scheduled"],
      [accepted.id, "accepted"],
    ]);
  });

  it("is listed by type, correlation, external id and time", async () => {
    const wanted = await createEvent(tenantId, { type: "invoice.paid", correlationId: "order-7", externalId: "ext-7" });
    const ids = async (query: string) =>
      (await api.get(`/events?${query}`)).body.data.map((row: { id: string }) => row.id);
    for (const filter of ["type=invoice.paid", "correlationId=order-7", "externalId=ext-7"])
      expect(await ids(filter), filter).toEqual([wanted.id]);
    expect(await ids("before=2020-01-01T00:00:00Z")).toEqual([]);
  });

  it("tells who received it, and who did not and why", async () => {
    const event = await createEvent(tenantId, { externalId: "told" });
    const [one, two] = [await createSubscription(tenantId), await createSubscription(tenantId)];
    await createDelivery({ tenantId, subscriptionId: one.id }, { eventId: event.id, state: "delivered" });
    await createDelivery(
      { tenantId, subscriptionId: two.id },
      { eventId: event.id, state: "skipped", skipReason: "filter_false" },
    );
    const { body } = await api.get("/events/told/deliveries");
    expect(body.data).toMatchObject([
      { subscriptionId: two.id, status: "skipped", skipReason: "filter_false", sequence: null },
      { subscriptionId: one.id, status: "delivered", skipReason: null },
    ]);
  });
});

describe("cancelling an event", () => {
  it("takes a scheduled one out of the queue for good", async () => {
    const { id } = await createEvent(tenantId, { isRouted: false, deliverAt: new Date(Date.now() + 60_000) });
    expect((await api.delete(`/events/${id}`)).status).toBe(204);
    expect((await api.get(`/events/${id}`)).body.status).toBe("cancelled");
    expect(await prisma().eventQueue.count({ where: { eventId: id } })).toBe(0);
    expect((await api.delete(`/events/${id}`)).status).toBe(409);
  });

  it.each([
    ["routed already", {}],
    ["on its way", { isRouted: false }],
  ])("is refused when it is %s", async (_what, fields) => {
    const { id } = await createEvent(tenantId, fields);
    const refused = await api.delete(`/events/${id}`);
    expect([refused.status, refused.body.code]).toEqual([409, "conflict"]);
  });
});
