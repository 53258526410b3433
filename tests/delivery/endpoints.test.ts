import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/clock";
import { prisma } from "@/lib/prisma";
import { readUndelivered } from "@/lib/services/health";
import { drainDeadLetters, watchFailing } from "@/lib/services/watch-endpoints";
import { createTenantKey } from "../factories/api-key";
import { answer } from "../receiver-behaviours";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, readDeliveries, useWorker, waitForStates } from "./world";

const NO_RETRY = { delaysSeconds: [] };

describe("endpoints that fail", () => {
  const server = serveApi();
  const receiver = useWorker();
  let tenantId: string;
  let api: ApiClient;

  beforeEach(async () => {
    tenantId = (await newTenant()).id;
    api = server.api.as(await createTenantKey(tenantId));
  });

  const read = async (id: string) => (await api.get(`/subscriptions/${id}`)).body;
  const failingSince = (id: string) =>
    waitFor(async () => (await read(id)).failing?.since as string | undefined, {
      until: "the endpoint was seen to fail",
    });
  /** As if it had gone on to fail until then: the clock is moved, not waited for. */
  const failUntil = (subscriptionId: string, ms: number) =>
    prisma().lane.update({ where: { subscriptionId }, data: { lastFailureAt: new Date(ms) } });
  const drainedReplays = async (): Promise<number> => {
    await drainDeadLetters();
    return (await api.get("/replays")).body.data.length;
  };
  const actions = async (id: string): Promise<string[]> =>
    (await api.get(`/audit-log?targetId=${id}`)).body.data.map((entry: { action: string }) => entry.action);

  it("are warned of at 50, 70 and 90 percent and switched off at 100; what was missed goes when they are enabled", async () => {
    receiver.behave(answer({ status: 500 }), "/dying");
    const { id } = await newSubscription(tenantId, {
      url: receiver.url("/dying"),
      retryPolicy: NO_RETRY,
      disableAfterHours: 100,
      filter: "data.wanted",
    });
    await publish(tenantId, { data: '{"n":1,"wanted":true}' });
    await waitForStates(tenantId, 1, ["dead"]);
    const sinceMs = Date.parse(await failingSince(id));
    for (const [hours, warnings] of [
      [49, []],
      [51, [50]],
      [75, [50, 70]],
      [95, [50, 70, 90]],
    ] as const) {
      await failUntil(id, sinceMs + hours * HOUR_MS);
      await watchFailing(sinceMs + hours * HOUR_MS);
      await watchFailing(sinceMs + hours * HOUR_MS);
      expect((await read(id)).failing.warnings).toEqual(warnings);
    }
    expect((await read(id)).status).toBe("active");
    expect((await api.get(`/subscriptions/${id}/health`)).body.failing).toMatchObject({ warnings: [50, 70, 90] });
    await watchFailing(sinceMs + 100 * HOUR_MS);
    expect(await read(id)).toMatchObject({ status: "disabled", disabledReason: "failing" });
    expect(await actions(id)).toEqual([
      "subscription.disable",
      "subscription.failing",
      "subscription.failing",
      "subscription.failing",
      "subscription.create",
    ]);
    const warnings = (await api.get(`/audit-log?targetId=${id}&action=subscription.failing`)).body.data;
    expect(warnings[0]).toMatchObject({ before: { warnings: [50, 70] }, after: { warnings: [50, 70, 90] } });

    await publish(tenantId, { data: '{"n":2,"wanted":true}' });
    await publish(tenantId, { data: '{"n":3,"wanted":false}' });
    await waitForStates(tenantId, 3, ["dead", "skipped"]);
    receiver.behave(answer({ status: 204 }), "/dying");
    receiver.clear();
    const enabled = await api.post(`/subscriptions/${id}/enable`, { body: { replayMissed: true, replayDead: true } });
    expect(enabled.body).toMatchObject({ status: "active", failing: null, replay: { total: 3 } });
    await waitFor(async () => (await api.get(`/replays/${enabled.body.replay.id}`)).body.status === "completed", {
      until: "what was missed had gone",
    });
    await receiver.waitForRequests(2);
    const numbers = receiver.requests.map((request) => JSON.parse(request.body).data.n);
    // The third was skipped because the subscription was disabled; its filter would not have taken it.
    expect(numbers.sort()).toEqual([1, 2]);
    const replay = await api.get(`/replays/${enabled.body.replay.id}`);
    expect(replay.body).toMatchObject({ origin: "missed", done: 2, skipped: 1 });
  });

  it("are enabled without a replay when nobody asks for one", async () => {
    receiver.behave(answer({ status: 410 }), "/gone");
    const { id } = await newSubscription(tenantId, { url: receiver.url("/gone") });
    await publish(tenantId);
    await waitFor(async () => (await read(id)).status === "disabled", { until: "410 had switched it off" });
    const [disabled] = (await api.get(`/audit-log?targetId=${id}&action=subscription.disable`)).body.data;
    expect(disabled).toMatchObject({
      actor: "system",
      before: { status: "active", disabledReason: null },
      after: { status: "disabled", disabledReason: "gone" },
    });
    const enabled = await api.post(`/subscriptions/${id}/enable`);
    expect(enabled.body).toMatchObject({ status: "active", disabledReason: null, replay: null });
    expect((await api.get("/replays")).body.data).toEqual([]);
  });

  it("that were left say nothing about the ones in their place: a late 410 of the old URL switches nothing off", async () => {
    receiver.behave(answer({ status: 410, delayMs: 500 }), "/left");
    const { id } = await newSubscription(tenantId, { url: receiver.url("/left") });
    await publish(tenantId);
    await receiver.waitForRequests(1);
    await api.patch(`/subscriptions/${id}`, { body: { url: receiver.url("/moved-in"), skipVerification: true } });
    await waitForStates(tenantId, 1, ["dead"]);
    await publish(tenantId);
    await waitForStates(tenantId, 2, ["dead", "delivered"]);
    expect((await read(id)).status).toBe("active");
  });

  it("that were left hold nothing back any more: the new URL is sent to at once, for all that the old one asked for", async () => {
    receiver.behave(answer({ status: 503, headers: { "retry-after": "3600" } }), "/held");
    const { id } = await newSubscription(tenantId, { url: receiver.url("/held"), retryPolicy: NO_RETRY });
    await publish(tenantId);
    await failingSince(id);
    await waitForStates(tenantId, 1, ["dead"]);
    const body = { url: receiver.url("/free"), skipVerification: true };
    expect((await api.patch(`/subscriptions/${id}`, { body })).body.failing).toBeNull();
    await publish(tenantId);
    await waitForStates(tenantId, 2, ["dead", "delivered"]);
    expect((await api.get(`/subscriptions/${id}/health`)).body.heldUntil).toBeNull();
  });

  it("that take something are well again, whatever was counted before", async () => {
    receiver.behaveOnce(answer({ status: 500 }));
    const { id } = await newSubscription(tenantId, { url: receiver.url("/flaky"), retryPolicy: NO_RETRY });
    await publish(tenantId);
    const sinceMs = Date.parse(await failingSince(id));
    await failUntil(id, sinceMs + 100 * HOUR_MS);
    await publish(tenantId);
    await waitFor(async () => (await read(id)).failing === null, { until: "a success was noted" });
    await watchFailing(sinceMs + 200 * HOUR_MS);
    expect((await read(id)).status).toBe("active");
  });

  it("have their dead letters drained once they are well, gently and each once, where that is asked for", async () => {
    receiver.behave(answer({ status: 500 }), "/drained");
    const drained = await newSubscription(tenantId, {
      url: receiver.url("/drained"),
      retryPolicy: NO_RETRY,
      drainDeadLetters: true,
    });
    const other = await newSubscription(tenantId, { url: receiver.url("/other"), retryPolicy: NO_RETRY });
    receiver.behave(answer({ status: 500 }), "/other");
    const events = [await publish(tenantId), await publish(tenantId)];
    await waitForStates(tenantId, 4, ["dead"]);
    expect(await readUndelivered(tenantId, "1h")).toMatchObject({ events: 2, deliveries: 4, dead: 4 });
    await drainDeadLetters();
    expect((await api.get("/replays")).body.data).toEqual([]);

    // Well again, but for one event that it will never take.
    const never = events[1]?.id;
    receiver.behave(({ request, response }) => {
      response.writeHead(request.headers["webhook-id"] === never ? 400 : 204).end();
    }, "/drained");
    receiver.behave(answer({ status: 204 }), "/other");
    await publish(tenantId);
    await waitFor(async () => (await drainedReplays()) === 1, {
      until: "a drain had begun",
    });
    const [replay] = (await api.get("/replays")).body.data;
    expect(replay).toMatchObject({ origin: "drain", ratePerSecond: 5, total: 2, createdBy: "system" });
    const stateOf = async (subscriptionId: string) =>
      (await readDeliveries(tenantId)).filter((row) => row.subscriptionId === subscriptionId).map((row) => row.state);
    await waitFor(async () => (await api.get(`/replays/${replay.id}`)).body.failed === 1, {
      until: "the drain was over",
    });
    expect((await stateOf(drained.id)).sort()).toEqual(["dead", "delivered", "delivered"]);
    expect((await stateOf(other.id)).sort()).toEqual(["dead", "dead", "delivered"]);
    // Replays count once: the one that died again is one dead letter, as before.
    expect(await readUndelivered(tenantId, "1h")).toMatchObject({ events: 2, deliveries: 3, dead: 3 });

    // What a drain has tried in vain is left to a person.
    await publish(tenantId);
    await waitFor(async () => (await stateOf(drained.id)).length === 4, { until: "another event was routed" });
    await drainDeadLetters();
    expect((await api.get("/replays")).body.data).toHaveLength(1);
    await api.patch(`/subscriptions/${other.id}`, { body: { drainDeadLetters: true } });
    await waitFor(async () => (await drainedReplays()) === 2, {
      until: "the other one was drained once it was asked for",
    });
    await waitFor(async () => (await stateOf(other.id)).every((state) => state === "delivered"), {
      until: "the other one had everything",
    });
  });

  it("that keep an order say which delivery blocks it", async () => {
    receiver.behave(({ request, response }) => {
      response.writeHead(JSON.parse(request.body).data.n === 1 ? 500 : 204).end();
    }, "/blocked");
    const { id } = await newSubscription(tenantId, {
      url: receiver.url("/blocked"),
      ordering: { key: "data.order", onDead: "block" },
      retryPolicy: { delaysSeconds: [3_600] },
    });
    for (const n of [1, 2, 3]) await publish(tenantId, { data: JSON.stringify({ n, order: "o-1" }) });
    await publish(tenantId, { data: JSON.stringify({ n: 4, order: "o-2" }) });
    const head = await waitFor(
      async () => (await readDeliveries(tenantId)).find((row) => row.attemptCount === 1 && row.state === "pending"),
      {
        until: "the head waited for its retry",
      },
    );
    const blockedBy = async () => (await api.get(`/subscriptions/${id}/health`)).body.blockedBy;
    const entry = { deliveryId: head.id, orderingKey: '"o-1"', waiting: 2 };
    await waitFor(async () => (await blockedBy())[0]?.waiting === 2, { until: "two waited behind it" });
    expect(await blockedBy()).toEqual([{ ...entry, status: "pending", nextAttemptAt: head.dueAt?.toISOString() }]);
    await prisma().delivery.update({
      where: { id: head.id },
      data: { state: "dead", dueAt: null, settledAt: new Date() },
    });
    expect(await blockedBy()).toEqual([{ ...entry, status: "dead", nextAttemptAt: null }]);
    await api.post(`/deliveries/${head.id}/cancel`);
    await waitForStates(tenantId, 4, ["delivered", "cancelled"]);
    expect(await blockedBy()).toEqual([]);
  });
});
