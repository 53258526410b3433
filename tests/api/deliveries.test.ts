import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createAttempt, createDelivery, type DeliveryFields } from "../factories/delivery";
import { createEvent } from "../factories/event";
import { createSubscription } from "../factories/subscription";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";

const server = serveApi();
let tenantId: string;
let subscriptionId: string;
let api: ApiClient;

beforeAll(async () => {
  tenantId = (await createTenant({ externalId: "acme" })).id;
  subscriptionId = (await createSubscription(tenantId, { retryPolicy: { delaysSeconds: [5, 60, 600] } })).id;
  api = server.api.as(await createTenantKey(tenantId));
});

function create(fields: DeliveryFields = {}) {
  return createDelivery({ tenantId, subscriptionId }, fields);
}

describe("a delivery", () => {
  it("is shown with its attempts, its body byte for byte, and the schedule ahead", async () => {
    const dueAt = new Date("2030-01-01T00:00:00.000Z");
    const event = await createEvent(tenantId, {
      data: '{"big": 12345678901234567890, "n": 1.0}',
      correlationId: "c-1",
    });
    const { id } = await create({ eventId: event.id, dueAt, attemptCount: 1, attemptTotal: 2 });
    await createAttempt({ id, tenantId });
    await createAttempt(
      { id, tenantId },
      { number: 2, outcome: "timeout", statusCode: null, responseHeaders: null, responseBody: null },
    );
    const { body } = await api.get(`/deliveries/${id}`);
    expect(body).toMatchObject({
      id,
      status: "pending",
      correlationId: "c-1",
      attemptCount: 1,
      maxAttempts: 4,
      nextAttemptAt: "2030-01-01T00:00:00.000Z",
      destination: "127.0.0.1:9/hooks",
      schedule: ["2030-01-01T00:00:00.000Z", "2030-01-01T00:01:00.000Z", "2030-01-01T00:11:00.000Z"],
    });
    expect(body.requestBody).toContain('"data":{"big": 12345678901234567890, "n": 1.0}}');
    expect(body.attempts).toMatchObject([
      {
        number: 1,
        outcome: "http_status",
        statusCode: 503,
        responseBody: "busy",
        timings: { firstByteMs: 8, dnsMs: null },
      },
      { number: 2, outcome: "timeout", statusCode: null, responseHeaders: null },
    ]);
  });

  it("is a 404 for another tenant like an unknown one, on every verb", async () => {
    const other = (await createTenant()).id;
    const foreign = await createDelivery({ tenantId: other, subscriptionId: (await createSubscription(other)).id });
    for (const id of [foreign.id, `dlv_${"0".repeat(32)}`, "x"]) {
      const answers = [
        await api.get(`/deliveries/${id}`),
        await api.post(`/deliveries/${id}/replay`),
        await api.post(`/deliveries/${id}/cancel`),
      ];
      expect(answers.map((answer) => [answer.status, answer.body.detail])).toEqual(
        Array(3).fill([404, "There is no such delivery."]),
      );
    }
  });
});

describe("the delivery log", () => {
  it("is filtered by every field", async () => {
    const other = await createSubscription(tenantId);
    const event = await createEvent(tenantId, { type: "invoice.paid", externalId: "ext-1", correlationId: "order-7" });
    const wanted = await createDelivery(
      { tenantId, subscriptionId: other.id },
      { eventId: event.id, state: "dead", lastStatusCode: 418, lastOutcome: "http_status" },
    );
    await create();
    const ids = async (query: string) =>
      (await api.get(`/deliveries?${query}`)).body.data.map((row: { id: string }) => row.id);
    const filters = [
      "status=dead",
      "code=418",
      "type=invoice.paid",
      "correlationId=order-7",
      `subscriptionId=${other.id}`,
    ];
    for (const filter of [
      ...filters,
      `eventId=${event.id}`,
      "eventId=ext-1",
      filters.join("&"),
      "status=dead,skipped",
    ]) {
      expect(await ids(filter), filter).toEqual([wanted.id]);
    }
    expect(await ids("eventId=nothing")).toEqual([]);
    expect(await ids("before=2020-01-01T00:00:00Z")).toEqual([]);
    expect(await ids("after=2020-01-01T00:00:00Z&code=418")).toEqual([wanted.id]);
    expect((await api.get(`/events/ext-1/deliveries`)).body.data).toHaveLength(1);
  });

  it.each([
    ["status=lost", "status[0]"],
    ["code=99", "code"],
    ["after=yesterday", "after"],
    ["colour=red", "colour"],
  ])("names what is wrong with ?%s", async (query, path) => {
    const refused = await api.get(`/deliveries?${query}`);
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, path]);
  });

  it("pages without gaps while deliveries are added", async () => {
    const tenant = (await createTenant()).id;
    const subscription = (await createSubscription(tenant)).id;
    const add = () => createDelivery({ tenantId: tenant, subscriptionId: subscription });
    const before: string[] = [];
    for (let i = 0; i < 5; i++) before.unshift((await add()).id);
    const seen: string[] = [];
    let next: string | null = `/tenants/${tenant}/deliveries?limit=2`;
    while (next !== null) {
      const { body } = await server.api.get(next);
      seen.push(...body.data.map((row: { id: string }) => row.id));
      await add();
      next = body.nextCursor && `/tenants/${tenant}/deliveries?limit=2&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(before);
  });
});

describe("replay", () => {
  it.each(["delivered", "dead", "cancelled", "pending"] as const)(
    "sends a %s delivery again in place, with its number",
    async (state) => {
      const { id } = await create({ state, attemptCount: 4, attemptTotal: 6 });
      const before = await prisma().delivery.findUniqueOrThrow({ where: { id } });
      const replayed = await api.post(`/deliveries/${id}/replay`);
      expect(replayed.status).toBe(200);
      expect(replayed.body).toMatchObject({
        id,
        status: "pending",
        attemptCount: 0,
        settledAt: null,
        sequence: Number(before.sequence),
      });
      const after = await prisma().delivery.findUniqueOrThrow({ where: { id } });
      expect(after).toMatchObject({ generation: before.generation + 1, attemptTotal: 6, skipReason: null });
      expect(after.dueAt?.getTime()).toBeLessThanOrEqual(Date.now());
      const entry = await prisma().auditEntry.findFirst({ where: { targetId: id } });
      expect(entry).toMatchObject({
        action: "delivery.replay",
        before: { status: state },
        after: { status: "pending" },
      });
    },
  );

  it("gives a skipped delivery the lane's next number, without a gap", async () => {
    const last = await create({ state: "delivered" });
    const skipped = await create({ state: "skipped", skipReason: "filter_false" });
    const { sequence } = await prisma().delivery.findUniqueOrThrow({ where: { id: last.id } });
    const replayed = await api.post(`/deliveries/${skipped.id}/replay`);
    expect(replayed.body).toMatchObject({ status: "pending", skipReason: null, sequence: Number(sequence) + 1 });
    const lane = await prisma().lane.findUniqueOrThrow({ where: { subscriptionId } });
    expect(lane.lastSequence).toBe((sequence ?? 0n) + 1n);
  });

  it("is refused while nobody would send it", async () => {
    const subscription = (await createSubscription(tenantId)).id;
    const { id } = await createDelivery({ tenantId, subscriptionId: subscription }, { state: "dead" });
    await api.post(`/subscriptions/${subscription}/disable`);
    const disabled = await api.post(`/deliveries/${id}/replay`);
    expect([disabled.status, disabled.body.code]).toEqual([409, "conflict"]);
    await api.delete(`/subscriptions/${subscription}`);
    expect((await api.post(`/deliveries/${id}/replay`)).status).toBe(409);
  });

  it("happens once for one Idempotency-Key", async () => {
    const { id } = await create({ state: "dead" });
    const call = { headers: { "idempotency-key": "replay-1" } };
    const [first, again] = [
      await api.post(`/deliveries/${id}/replay`, call),
      await api.post(`/deliveries/${id}/replay`, call),
    ];
    expect(again.body).toEqual({ ...first.body, duplicate: true });
    expect((await prisma().delivery.findUniqueOrThrow({ where: { id } })).generation).toBe(2);
  });
});

describe("cancel", () => {
  it("stops what waits, and nothing else", async () => {
    const waiting = await create();
    const cancelled = await api.post(`/deliveries/${waiting.id}/cancel`);
    expect(cancelled.body).toMatchObject({ status: "cancelled", nextAttemptAt: null });
    expect(cancelled.body.settledAt).not.toBeNull();
    const again = await api.post(`/deliveries/${waiting.id}/cancel`);
    expect([again.status, again.body.code]).toEqual([409, "conflict"]);
    const delivered = await create({ state: "delivered" });
    expect((await api.post(`/deliveries/${delivered.id}/cancel`)).status).toBe(409);
  });
});
