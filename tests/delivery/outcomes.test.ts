import { describe, expect, it } from "vitest";
import { pool } from "@/lib/prisma";
import { startReceiver } from "../receiver";
import { answer } from "../receiver-behaviours";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, readAttempts, readDeliveries, useWorker, waitForStates } from "./world";

describe("what an endpoint answers", () => {
  const receiver = useWorker();

  it("a failing endpoint gets the same bytes at each attempt, and a dead letter at the end of an own schedule", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 500 }), "/down");
    await newSubscription(tenant.id, { url: receiver.url("/down"), retryPolicy: { delaysSeconds: [0.1, 0.2] } });
    await publish(tenant.id, { data: '{"total":1.0,"big":12345678901234567890}' });
    const [row] = await waitForStates(tenant.id, 1, ["dead"]);
    expect(row).toMatchObject({ attemptCount: 3, lastOutcome: "http_status", lastStatusCode: 500, dueAt: null });
    const bodies = receiver.requests.map((request) => request.body);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('"data":{"total":1.0,"big":12345678901234567890}');
    expect(new Set(receiver.requests.map((request) => request.headers["webhook-id"])).size).toBe(1);
    expect(receiver.requests.map((request) => request.headers["webhook-attempt"])).toEqual(["1", "2", "3"]);
  });

  it("all attempts of an event are one trace by its id, and each is a span by its own", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 500 }), "/traced");
    await newSubscription(tenant.id, { url: receiver.url("/traced"), retryPolicy: { delaysSeconds: [0.1] } });
    const event = await publish(tenant.id);
    const [row] = await waitForStates(tenant.id, 1, ["dead"]);
    const attempts = await readAttempts(row?.id ?? "");
    expect(receiver.requests.map((request) => request.headers.traceparent)).toEqual(
      attempts.map(({ id }) => `00-${event.id.slice(-32)}-${id.slice(-16)}-01`),
    );
    expect(new Set(attempts.map(({ id }) => id.slice(-16))).size).toBe(2);
  });

  it("a refused first attempt is repeated at once, beyond the attempts of the policy", async () => {
    const tenant = await newTenant();
    const gone = await startReceiver();
    await newSubscription(tenant.id, { url: gone.url("/"), retryPolicy: { delaysSeconds: [0.1] } });
    await gone.stop();
    await publish(tenant.id);
    const [row] = await waitForStates(tenant.id, 1, ["dead"]);
    expect(row).toMatchObject({ attemptCount: 2, attemptTotal: 3, lastOutcome: "refused" });
    const attempts = await readAttempts(row?.id ?? "");
    expect(attempts.map((attempt) => attempt.trigger)).toEqual(["scheduled", "immediate", "scheduled"]);
  });

  it("a 410 switches the subscription off, bumps the routing and skips what waits", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 410 }), "/gone");
    const subscription = await newSubscription(tenant.id, { url: receiver.url("/gone") });
    await publish(tenant.id);
    await waitForStates(tenant.id, 1, ["dead"]);
    await waitFor(
      async () => {
        const { rows } = await pool().query("select disabled_reason from subscriptions where id = $1", [
          subscription.id,
        ]);
        return rows[0]?.disabled_reason === "gone";
      },
      { until: "the subscription was switched off" },
    );
    await publish(tenant.id);
    const rows = await waitForStates(tenant.id, 2, ["dead", "skipped"]);
    expect(rows[1]).toMatchObject({ state: "skipped", skipReason: "disabled", sequence: null });
  });

  it("a 429 with Retry-After holds the whole lane, and what waits is not charged", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 204 }), "/busy");
    receiver.behaveOnce(answer({ status: 429, headers: { "retry-after": "1" } }));
    await newSubscription(tenant.id, {
      url: receiver.url("/busy"),
      maxConcurrency: 1,
      retryPolicy: { delaysSeconds: [0.1] },
    });
    await publish(tenant.id);
    await receiver.waitForRequests(1);
    await publish(tenant.id);
    const rows = await waitForStates(tenant.id, 2, ["delivered"]);
    expect(rows.map((row) => row.attemptCount)).toEqual([2, 1]);
    const [first, second] = receiver.requests;
    expect((second?.receivedAtMs ?? 0) - (first?.receivedAtMs ?? 0)).toBeGreaterThanOrEqual(900);
  });

  it("the next attempt is in the row while it waits", async () => {
    const tenant = await newTenant();
    receiver.behave(answer({ status: 503 }), "/later");
    await newSubscription(tenant.id, { url: receiver.url("/later"), retryPolicy: { delaysSeconds: [60] } });
    const before = Date.now();
    await publish(tenant.id);
    const row = await waitFor(
      async () => (await readDeliveries(tenant.id)).find(({ attemptCount }) => attemptCount === 1),
      {
        until: "the first attempt was recorded",
      },
    );
    expect(row.state).toBe("pending");
    expect(Math.abs((row.dueAt?.getTime() ?? 0) - before - 60_000)).toBeLessThan(2_000);
  });

  it("a filter that is false or fails leaves a skipped delivery with its reason", async () => {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/big"), filter: "data.total > `100`" });
    await publish(tenant.id, { data: '{"total":5}' });
    await publish(tenant.id, { data: '{"total":500}' });
    const rows = await waitForStates(tenant.id, 2, ["delivered", "skipped"]);
    expect(rows.map((row) => [row.state, row.skipReason, row.sequence])).toEqual([
      ["skipped", "filter_false", null],
      ["delivered", null, 1],
    ]);
  });
});
