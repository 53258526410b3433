import { setTimeout as later } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waitFor } from "../../setup/wait-for";
import { createTestLanes, createTestSender, laneSettings, MemoryStore, orderedSettings, settled } from "./memory-store";

describe("the lanes of a partition", () => {
  it("never exceed a lane's, a tenant's or the process's limit, and deliver everything (random traffic)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ maxConcurrency: fc.integer({ min: 1, max: 8 }), count: fc.integer({ min: 0, max: 40 }) }),
          { minLength: 1, maxLength: 6 },
        ),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 12 }),
        async (plans, tenantMax, slots) => {
          const store = new MemoryStore();
          const all = { inFlight: 0, most: 0 };
          const senders = plans.map(({ maxConcurrency, count }, index) => {
            const id = `sub_${index}`;
            const { sender, state } = createTestSender(async () => {
              all.inFlight += 1;
              all.most = Math.max(all.most, all.inFlight);
              await later(1);
              all.inFlight -= 1;
              return "succeeded";
            });
            const tenant = { id: "ten_1", rateLimit: null, maxConcurrency: tenantMax };
            store.settings.set(id, laneSettings(id, sender, { maxConcurrency, tenant }));
            for (let i = 0; i < count; i += 1) store.add({ subscriptionId: id });
            return { maxConcurrency, state };
          });
          const lanes = createTestLanes(store, { slots });
          await lanes.start();
          await waitFor(() => settled(store), { until: "everything was delivered", intervalMs: 2 });
          for (const { maxConcurrency, state } of senders) expect(state.most).toBeLessThanOrEqual(maxConcurrency);
          // Beyond the limit of the process a lane gets its share of it, and one slot in any case.
          expect(all.most).toBeLessThanOrEqual(Math.min(tenantMax, 2 * slots + plans.length));
          await lanes.close();
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it("a lane that hangs keeps its own slots only: the others deliver meanwhile", async () => {
    const store = new MemoryStore();
    const hanging = createTestSender(() => new Promise(() => {}));
    const healthy = createTestSender(async () => "succeeded");
    for (let i = 0; i < 20; i += 1) {
      store.settings.set(`hang_${i}`, laneSettings(`hang_${i}`, hanging.sender));
      for (let n = 0; n < 30; n += 1) store.add({ subscriptionId: `hang_${i}` });
    }
    store.settings.set("well", laneSettings("well", healthy.sender));
    const lanes = createTestLanes(store, { slots: 64 });
    await lanes.start();
    await waitFor(() => hanging.state.inFlight >= 64, { until: "the hanging lanes had taken all slots" });
    for (let n = 0; n < 100; n += 1) store.add({ subscriptionId: "well" });
    await lanes.start();
    await waitFor(() => healthy.state.calls.length === 100, { until: "the healthy lane had delivered" });
  });

  it("an open breaker costs no attempts: what waits is sent when it closes", async () => {
    const store = new MemoryStore();
    const endpoint = { isWell: false };
    const { sender, state } = createTestSender(async () => (endpoint.isWell ? "succeeded" : "timeout"));
    store.settings.set(
      "sub",
      laneSettings("sub", sender, {
        maxConcurrency: 1,
        breaker: { state: "open", untilMs: Date.now() + 300, opens: 1 },
      }),
    );
    for (let n = 0; n < 50; n += 1) store.add({ subscriptionId: "sub" });
    const lanes = createTestLanes(store);
    await lanes.start();
    await later(150);
    expect(state.calls).toHaveLength(0);
    endpoint.isWell = true;
    await waitFor(() => settled(store), { until: "everything was delivered" });
    expect(store.sent.every((sent) => sent.verdict.state === "delivered")).toBe(true);
    await lanes.close();
  });

  it("an open breaker lets one probe through, whatever waits", async () => {
    const store = new MemoryStore();
    const { sender, state } = createTestSender(async () => {
      await later(100);
      return "timeout";
    });
    store.settings.set(
      "sub",
      laneSettings("sub", sender, { breaker: { state: "open", untilMs: Date.now() + 50, opens: 1 } }),
    );
    for (let n = 0; n < 50; n += 1) store.add({ subscriptionId: "sub" });
    const lanes = createTestLanes(store);
    await lanes.start();
    await waitFor(() => store.sent.length === 1, { until: "the probe had failed" });
    await later(100);
    expect(state.calls).toHaveLength(1);
    await lanes.close();
  });

  it("keeps the order of each key under random failures", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fc.boolean()),
        async (keys, failures) => {
          const store = new MemoryStore();
          const { sender } = createTestSender(async () => {
            await later(0);
            return failures.next().value ? "timeout" : "succeeded";
          });
          // No more than 20 failures of one delivery in a row: the policy ends there.
          const settings = laneSettings("sub", sender, {
            ordering: { onDead: "continue" },
            retryPolicy: { delaysSeconds: Array.from({ length: 30 }, () => 0.001) },
          });
          store.settings.set("sub", settings);
          for (const key of keys) store.add({ subscriptionId: "sub", orderingKey: `k${key}` });
          const lanes = createTestLanes(store);
          // Breakers are not what this is about: each success closes, each failure counts, pauses would only take time.
          await lanes.start();
          await waitFor(() => settled(store) || store.sent.length > 4, {
            until: "something was settled",
            intervalMs: 1,
          });
          const done = store.sent
            .filter((sent) => sent.verdict.state !== "pending")
            .map((sent) => store.rows.get(sent.delivery.id));
          for (const key of new Set(keys)) {
            const positions = done.filter((row) => row?.orderingKey === `k${key}`).map((row) => row?.position ?? 0);
            expect(positions).toEqual([...positions].sort((a, b) => a - b));
          }
          const attempted = store.sent.map((sent) => store.rows.get(sent.delivery.id));
          for (const [index, row] of attempted.entries()) {
            const older = [...store.rows.values()].filter(
              (other) => other.orderingKey === row?.orderingKey && other.position < (row?.position ?? 0),
            );
            const doneBefore = new Set(
              store.sent
                .slice(0, index)
                .filter((sent) => sent.verdict.state !== "pending")
                .map((sent) => sent.delivery.id),
            );
            expect(older.every((other) => doneBefore.has(other.id))).toBe(true);
          }
          await lanes.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe("a lane whose settings could not be taken over as a whole", () => {
  it("tries again: rows that could not be put in order are not left waiting", async () => {
    const store = new MemoryStore();
    const { sender, state } = createTestSender(async () => "succeeded");
    store.settings.set("sub", orderedSettings(sender));
    store.add({ subscriptionId: "sub" });
    let failures = 0;
    const orderWaiting = store.orderWaiting.bind(store);
    store.orderWaiting = async (id) => {
      failures += 1;
      if (failures === 1) throw new Error("deadlock detected");
      await orderWaiting(id);
    };
    const errors: unknown[] = [];
    const lanes = createTestLanes(store, { onError: (error) => errors.push(error) });
    await lanes.start();
    await waitFor(() => settled(store), { until: "it was delivered" });
    expect([errors.length, state.calls.length]).toEqual([1, 1]);
    await lanes.close();
  });
});
