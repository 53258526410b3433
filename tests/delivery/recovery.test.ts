import { beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { releaseForgotten } from "@/lib/services/release-held";
import { createTenantKey } from "../factories/api-key";
import { answer, hang } from "../receiver-behaviours";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, readAttempts, readDeliveries, useWorker, waitForStates } from "./world";

const NO_RETRY = { delaysSeconds: [] };

describe("through the API, with a worker", () => {
  const server = serveApi();
  const receiver = useWorker();
  let tenantId: string;
  let api: ApiClient;

  beforeEach(async () => {
    tenantId = (await newTenant()).id;
    api = server.api.as(await createTenantKey(tenantId));
  });

  const orderIds = () => receiver.requests.map((request) => JSON.parse(request.body).data.n as number);
  const publishNumbers = async (...numbers: number[]) => {
    for (const n of numbers) await publish(tenantId, { data: JSON.stringify({ n }) });
  };
  const deliveryWith = (state: string) =>
    waitFor(async () => (await readDeliveries(tenantId)).find((row) => row.state === state), {
      until: `a delivery was ${state}`,
    });

  it("one event goes to one subscription: first as history with the next number, then in place with the same", async () => {
    await newSubscription(tenantId, { url: receiver.url("/first") });
    const event = await publish(tenantId, { externalId: "order-1" });
    await waitForStates(tenantId, 1, ["delivered"]);
    const late = await newSubscription(tenantId, { url: receiver.url("/late"), events: ["invoice.*"] });
    const body = { subscriptionId: late.id };
    const sent = await api.post("/events/order-1/replay", { body });
    expect(sent.body).toMatchObject({ eventId: event.id, subscriptionId: late.id, status: "pending", sequence: 1 });
    await waitForStates(tenantId, 2, ["delivered"]);
    expect((await api.post(`/events/${event.id}/replay`, { body })).body).toMatchObject({
      id: sent.body.id,
      sequence: 1,
    });
    await waitFor(async () => (await readAttempts(sent.body.id)).length === 2, { until: "it was sent again" });
    const got = receiver.requests.filter((request) => request.url === "/late");
    expect(got.map((request) => request.headers["webhook-sequence"])).toEqual(["1", "1"]);
    expect(await readDeliveries(tenantId)).toHaveLength(2);
    const foreign = await api.post(`/events/${event.id}/replay`, { body: { subscriptionId: `sub_${"0".repeat(32)}` } });
    expect([foreign.status, foreign.body.errors[0].path]).toEqual([400, "subscriptionId"]);
  });

  it.each(["cancel", "replay"] as const)(
    "a dead head that blocks its order lets the others go after %s",
    async (verb) => {
      receiver.behaveOnce(answer({ status: 500 }));
      await newSubscription(tenantId, {
        url: receiver.url("/blocked"),
        ordering: { key: null, onDead: "block" },
        retryPolicy: NO_RETRY,
      });
      await publishNumbers(1, 2, 3);
      const head = await deliveryWith("dead");
      expect(orderIds()).toEqual([1]);
      const answered = await api.post(`/deliveries/${head.id}/${verb}`);
      expect(answered.status).toBe(200);
      await waitForStates(tenantId, 3, ["delivered", "cancelled"]);
      expect(orderIds()).toEqual(verb === "cancel" ? [1, 2, 3] : [1, 1, 2, 3]);
    },
  );

  it("a head that waits for its retry is skipped by cancel, and the next goes at once", async () => {
    receiver.behaveOnce(answer({ status: 500 }));
    await newSubscription(tenantId, {
      url: receiver.url("/retrying"),
      ordering: { key: null, onDead: "block" },
      retryPolicy: { delaysSeconds: [3_600] },
    });
    await publishNumbers(1, 2);
    const head = await waitFor(async () => (await readDeliveries(tenantId)).find((row) => row.attemptCount === 1), {
      until: "the head waited for its retry",
    });
    await api.post(`/deliveries/${head.id}/cancel`);
    await waitForStates(tenantId, 2, ["delivered", "cancelled"]);
    expect(orderIds()).toEqual([1, 2]);
  });

  it("a skipped delivery of an ordered subscription takes its place in the order when it is replayed", async () => {
    await newSubscription(tenantId, {
      url: receiver.url("/ordered"),
      filter: "data.n > `1`",
      ordering: { key: "data.n", onDead: "continue" },
    });
    await publishNumbers(1);
    const skipped = await deliveryWith("skipped");
    await api.post(`/deliveries/${skipped.id}/replay`);
    const [row] = await waitForStates(tenantId, 1, ["delivered"]);
    expect(row?.sequence).toBe(1);
  });

  it("what a pause held is sent in order once it is resumed", async () => {
    const { id } = await newSubscription(tenantId, { url: receiver.url("/held"), maxConcurrency: 1 });
    await api.post(`/subscriptions/${id}/pause`);
    await publishNumbers(1, 2, 3);
    await waitFor(
      async () => {
        const rows = await readDeliveries(tenantId);
        return rows.length === 3 && rows.every((row) => row.state === "pending" && row.dueAt === null);
      },
      { until: "all three were held" },
    );
    expect(receiver.requests).toHaveLength(0);
    await api.post(`/subscriptions/${id}/resume`);
    await waitForStates(tenantId, 3, ["delivered"]);
    expect(orderIds()).toEqual([1, 2, 3]);
  });

  it("what a resume that broke off left held is released by the look of every minute", async () => {
    const { id } = await newSubscription(tenantId, { url: receiver.url("/forgotten") });
    await api.post(`/subscriptions/${id}/pause`);
    await publishNumbers(1);
    await waitFor(async () => (await readDeliveries(tenantId))[0]?.dueAt === null, { until: "it was held" });
    expect(await releaseForgotten()).toBe(0);
    // The process ended between the commit of the resume and the release of the rest.
    await prisma().subscription.update({ where: { id }, data: { pausedAt: null } });
    expect(await releaseForgotten()).toBe(1);
    await waitForStates(tenantId, 1, ["delivered"]);
  });

  it("an erased payload is gone from everywhere, its log stays, and it is not sent again", async () => {
    receiver.behave(answer({ status: 500 }), "/secretive");
    const { id } = await newSubscription(tenantId, {
      url: receiver.url("/secretive"),
      retryPolicy: { delaysSeconds: [3_600] },
    });
    const event = await publish(tenantId, { data: '{"passport":"C01X00T47"}' });
    await waitFor(async () => (await readDeliveries(tenantId))[0]?.attemptCount === 1, {
      until: "it waited for its retry",
    });
    const developer = server.api.as(await createTenantKey(tenantId, { scopes: ["read"] }));
    expect((await developer.delete(`/events/${event.id}/payload`)).status).toBe(403);
    expect((await api.delete(`/events/${event.id}/payload`)).status).toBe(204);
    expect((await api.delete(`/events/${event.id}/payload`)).status).toBe(204);
    const shown = await api.get(`/events/${event.id}`);
    expect(shown.body).toMatchObject({ data: null, status: "routed", matched: 1 });
    expect(shown.body.erasedAt).not.toBeNull();
    const [row] = await readDeliveries(tenantId);
    expect(row).toMatchObject({ state: "cancelled", attemptTotal: 1 });
    const detail = await api.get(`/deliveries/${row?.id}`);
    expect(detail.body.attempts).toHaveLength(1);
    expect(JSON.stringify([shown.body, detail.body])).not.toContain("C01X00T47");
    for (const again of [
      await api.post(`/deliveries/${row?.id}/replay`),
      await api.post(`/events/${event.id}/replay`, { body: { subscriptionId: id } }),
    ]) {
      expect([again.status, again.body.code]).toEqual([409, "conflict"]);
      expect(again.body.detail).toContain("erased");
    }
    const replay = await api.post("/replays", { body: { filter: { eventId: event.id } } });
    await waitFor(async () => (await api.get(`/replays/${replay.body.id}`)).body.status === "completed", {
      until: "the replay had looked at it",
    });
    expect((await api.get(`/replays/${replay.body.id}`)).body).toMatchObject({ total: 1, done: 0, skipped: 1 });
    const audit = await api.get(`/audit-log?targetId=${event.id}`);
    expect(audit.body.data).toMatchObject([{ action: "event.erase_payload" }]);
    receiver.behave(hang(), "/secretive");
  });
});
