import { beforeEach, describe, expect, it } from "vitest";
import type { ReplayOut } from "@/lib/contracts/replay";
import { pool } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { answer } from "../receiver-behaviours";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, readAttempts, readDeliveries, useWorker, waitForStates } from "./world";

const NO_RETRY = { delaysSeconds: [] };
const LONG_AGO = "2020-01-01T00:00:00.000Z";

describe("a replay", () => {
  const server = serveApi();
  const receiver = useWorker();
  let tenantId: string;
  let api: ApiClient;

  beforeEach(async () => {
    tenantId = (await newTenant()).id;
    api = server.api.as(await createTenantKey(tenantId));
  });

  const publishNumbers = async (count: number, type = "order.created") => {
    const ids: string[] = [];
    for (let n = 1; n <= count; n += 1) ids.push((await publish(tenantId, { type, data: `{"n":${n}}` })).id);
    return ids;
  };
  const ended = (id: string, timeoutMs = 10_000): Promise<ReplayOut> =>
    waitFor(
      async () => {
        const { body } = await api.get(`/replays/${id}`);
        return body.status === "running" || body.pending > 0 ? undefined : body;
      },
      { until: "the replay had ended and nothing of it was pending", timeoutMs },
    );

  it("sends the dead letters of a window again in place, after saying how many they are", async () => {
    receiver.behave(answer({ status: 500 }), "/dead");
    const subscription = await newSubscription(tenantId, { url: receiver.url("/dead"), retryPolicy: NO_RETRY });
    await publishNumbers(3);
    await publishNumbers(1, "invoice.paid");
    const before = await waitForStates(tenantId, 4, ["dead"]);
    receiver.behave(answer({ status: 204 }), "/dead");

    const wanted = { after: LONG_AGO, filter: { status: ["dead"], types: ["order.*"] } };
    const counted = await api.post("/replays", { body: { ...wanted, dryRun: true } });
    expect(counted.body).toEqual({
      dryRun: true,
      total: 3,
      isExact: true,
      subscriptions: [{ subscriptionId: subscription.id, total: 3 }],
    });
    expect((await readDeliveries(tenantId)).every((row) => row.state === "dead")).toBe(true);

    const { body: replay } = await api.post("/replays", { body: wanted });
    expect(replay).toMatchObject({ status: "running", origin: "request", total: 3, done: 0, target: null });
    expect(await ended(replay.id)).toMatchObject({ status: "completed", done: 3, skipped: 0, delivered: 3, failed: 0 });
    const after = await readDeliveries(tenantId);
    expect(after.map((row) => row.sequence)).toEqual(before.map((row) => row.sequence));
    expect(after.map((row) => row.state).sort()).toEqual(["dead", "delivered", "delivered", "delivered"]);
    const replayed = after.find((row) => row.state === "delivered");
    expect((await readAttempts(replayed?.id ?? "")).map((row) => row.trigger)).toEqual(["scheduled", "replay"]);
  });

  it("takes a list of deliveries, and replaces the retries that wait", async () => {
    receiver.behave(answer({ status: 500 }), "/waiting");
    await newSubscription(tenantId, { url: receiver.url("/waiting"), retryPolicy: { delaysSeconds: [3_600, 3_600] } });
    await publishNumbers(3);
    const waiting = await waitFor(
      async () => {
        const rows = await readDeliveries(tenantId);
        return rows.length === 3 && rows.every((row) => row.attemptCount === 1) ? rows : undefined;
      },
      { until: "all three waited for their retry" },
    );
    receiver.behave(answer({ status: 204 }), "/waiting");
    const deliveryIds = waiting.slice(0, 2).map((row) => row.id);
    const { body: replay } = await api.post("/replays", { body: { filter: { deliveryIds } } });
    expect(await ended(replay.id)).toMatchObject({ total: 2, done: 2, delivered: 2 });
    const after = await readDeliveries(tenantId);
    expect(after.map((row) => [row.state, row.attemptCount, row.attemptTotal])).toEqual([
      ["delivered", 1, 2],
      ["delivered", 1, 2],
      ["pending", 1, 1],
    ]);
  });

  it("gives a new subscription its history: what it subscribes to, in order, with fresh numbers", async () => {
    await newSubscription(tenantId, { url: receiver.url("/first") });
    const events = await publishNumbers(5);
    await publishNumbers(2, "invoice.paid");
    await waitForStates(tenantId, 7, ["delivered"]);
    const late = await newSubscription(tenantId, {
      url: receiver.url("/late"),
      events: ["order.*"],
      filter: "data.n > `1`",
      ordering: { key: null, onDead: "continue" },
    });
    const target = { subscriptionId: late.id };
    const { body: counted } = await api.post("/replays", { body: { after: LONG_AGO, target, dryRun: true } });
    // The target's own filter decides while sending.
    expect(counted).toMatchObject({ total: 5, isExact: false });
    const { body: replay } = await api.post("/replays", { body: { after: LONG_AGO, target } });
    expect(await ended(replay.id)).toMatchObject({ status: "completed", done: 4, skipped: 1, delivered: 4 });
    const got = receiver.requests.filter((request) => request.url === "/late");
    expect(got.map((request) => request.headers["webhook-id"])).toEqual(events.slice(1));
    expect(got.map((request) => request.headers["webhook-sequence"])).toEqual(["1", "2", "3", "4"]);

    // Live events go on where history ended.
    const next = await publish(tenantId, { data: '{"n":9}' });
    await waitFor(() => receiver.countOf(next.id) === 2, { until: "both subscriptions had the next event" });
    const live = receiver.requests.find(({ url, headers }) => url === "/late" && headers["webhook-id"] === next.id);
    expect(live?.headers["webhook-sequence"]).toBe("5");

    // What it has already is not sent again when only what is missing is asked for.
    const again = await api.post("/replays", { body: { after: LONG_AGO, target: { ...target, onlyMissing: true } } });
    expect(await ended(again.body.id)).toMatchObject({ done: 0 });
  });

  it("sends the dead letters of one subscription to another one", async () => {
    receiver.behave(answer({ status: 500 }), "/broken");
    const broken = await newSubscription(tenantId, { url: receiver.url("/broken"), retryPolicy: NO_RETRY });
    const events = await publishNumbers(2);
    await waitForStates(tenantId, 2, ["dead"]);
    const other = await newSubscription(tenantId, { url: receiver.url("/other") });
    const filter = { subscriptionId: broken.id, status: ["dead"] };
    const { body: replay } = await api.post("/replays", { body: { filter, target: { subscriptionId: other.id } } });
    expect(await ended(replay.id)).toMatchObject({ total: 2, done: 2, delivered: 2 });
    const got = receiver.requests.filter((request) => request.url === "/other");
    expect(got.map((request) => request.headers["webhook-id"])).toEqual(events);
    const rows = await readDeliveries(tenantId);
    expect(rows.filter((row) => row.subscriptionId === broken.id).map((row) => row.state)).toEqual(["dead", "dead"]);
  });

  it("keeps to its rate, can be cancelled, and live events pass it", async () => {
    const subscription = await newSubscription(tenantId, { url: receiver.url("/slow") });
    await publishNumbers(40);
    await waitForStates(tenantId, 40, ["delivered"]);
    receiver.clear();
    const { body: replay } = await api.post("/replays", { body: { after: LONG_AGO, ratePerSecond: 4 } });
    await receiver.waitForRequests(2);
    const live = await publish(tenantId);
    await waitFor(() => receiver.countOf(live.id) === 1, { until: "a live event was delivered" });
    expect(receiver.requests.length).toBeLessThan(20);
    const running = (await api.get(`/replays/${replay.id}`)).body;
    expect(running.subscriptions).toMatchObject([{ subscriptionId: subscription.id, total: 40 }]);
    expect(Date.parse(running.estimatedEndAt)).toBeGreaterThan(Date.now());
    const cancelled = await api.post(`/replays/${replay.id}/cancel`);
    expect(cancelled.body).toMatchObject({ status: "cancelled", estimatedEndAt: null });
    expect(cancelled.body.done).toBeLessThan(40);
    expect((await api.post(`/replays/${replay.id}/cancel`)).status).toBe(409);
    const { done } = await ended(replay.id);
    expect(done).toBe(cancelled.body.done);
    const { rows } = await pool().query("select last_sequence from lanes where subscription_id = $1", [
      subscription.id,
    ]);
    expect(rows[0].last_sequence).toBe(41);
  });

  it("waits for a dead endpoint without holding up the others, and costs it no attempts", async () => {
    const healthy = await newSubscription(tenantId, { url: receiver.url("/healthy") });
    const dead = await newSubscription(tenantId, { url: receiver.url("/fused"), maxConcurrency: 1 });
    await publishNumbers(30);
    await waitForStates(tenantId, 60, ["delivered"]);
    receiver.clear();
    receiver.behave(answer({ status: 503 }), "/fused");
    const { body: replay } = await api.post("/replays", { body: { after: LONG_AGO, ratePerSecond: 500 } });
    await waitFor(() => receiver.requests.filter(({ url }) => url === "/healthy").length === 30, {
      until: "the healthy one had all of it",
    });
    const breakerOf = async () =>
      (await pool().query("select breaker->>'state' as state from lanes where subscription_id = $1", [dead.id])).rows[0]
        .state;
    await waitFor(async () => (await breakerOf()) === "open", { until: "the breaker of the dead one was open" });
    const attempts = receiver.requests.filter(({ url }) => url === "/fused").length;
    expect(attempts).toBeLessThan(10);
    const shown = await api.get(`/subscriptions/${healthy.id}/health`);
    expect(shown.body.breaker.state).toBe("closed");
    receiver.behave(answer({ status: 204 }), "/fused");
    expect(await ended(replay.id, 60_000)).toMatchObject({ status: "completed", done: 60, delivered: 60, failed: 0 });
  }, 90_000);

  it("is listed, and belongs to its tenant alone", async () => {
    const subscription = await newSubscription(tenantId, { url: receiver.url("/mine") });
    await publishNumbers(1);
    await waitForStates(tenantId, 1, ["delivered"]);
    const { body: replay } = await api.post("/replays", { body: { after: LONG_AGO } });
    await ended(replay.id);
    const list = async (query: string) =>
      (await api.get(`/replays?${query}`)).body.data.map((row: ReplayOut) => row.id);
    expect(await list("status=completed")).toEqual([replay.id]);
    expect(await list(`subscriptionId=${subscription.id}`)).toEqual([replay.id]);
    expect(await list("status=running")).toEqual([]);
    const foreign = server.api.as(await createTenantKey((await newTenant()).id));
    expect((await foreign.get(`/replays/${replay.id}`)).status).toBe(404);
    expect((await foreign.post(`/replays/${replay.id}/cancel`)).status).toBe(404);
    const stolen = await foreign.post("/replays", {
      body: { after: LONG_AGO, target: { subscriptionId: subscription.id } },
    });
    expect([stolen.status, stolen.body.errors[0].path]).toEqual([400, "target.subscriptionId"]);
    const audit = await api.get(`/audit-log?targetId=${replay.id}`);
    expect(audit.body.data).toMatchObject([{ action: "replay.create" }]);
  });

  it.each([
    [{}, "after"],
    [{ after: LONG_AGO, before: "2019-01-01T00:00:00Z" }, "before"],
    [{ after: LONG_AGO, filter: { types: ["order..x"] } }, "filter.types[0]"],
    [{ after: LONG_AGO, ratePerSecond: 0 }, "ratePerSecond"],
    [{ filter: { eventId: "nothing" } }, "filter.eventId"],
    [{ after: LONG_AGO, colour: "red" }, "colour"],
  ])("names what is wrong with %j", async (body, path) => {
    const refused = await api.post("/replays", { body });
    expect([refused.status, refused.body.errors?.[0].path]).toEqual([400, path]);
  });
});
