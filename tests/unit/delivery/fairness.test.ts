import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Memory } from "@/lib/delivery/memory";
import { Slots } from "@/lib/delivery/slots";
import { addLane, addRows, createTestLanes, createTestSender, laneSettings, MemoryStore } from "./memory-store";

/** Time is ours: the tests say when it passes, so that nothing here depends on how fast the machine is. */
beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe("lanes that share a tenant's limit of requests", () => {
  it("always find room beside one that never answers, and take turns on the rest", async () => {
    const store = new MemoryStore();
    const tenant = { id: "ten_1", rateLimit: null, maxConcurrency: 4 };
    const hanging = addLane(store, "hangs", null, { tenant });
    const well = addLane(store, "well", 10, { tenant });
    addRows(store, "hangs", 50);
    addRows(store, "well", 1);
    const lanes = createTestLanes(store);
    await lanes.start();
    await pass(100);
    addRows(store, "well", 40);
    await lanes.start();
    await pass(2_000);
    expect(well.calls).toHaveLength(41);
    expect(hanging.inFlight).toBe(3);
  });

  it("share what comes free equally, although one of them answers late and the other at once", async () => {
    const store = new MemoryStore();
    const tenant = { id: "ten_1", rateLimit: null, maxConcurrency: 8 };
    const slow = addLane(store, "slow", 1_000, { tenant });
    const quick = addLane(store, "quick", 10, { tenant });
    addRows(store, "slow", 400);
    addRows(store, "quick", 3_000);
    const lanes = createTestLanes(store);
    await lanes.start();
    await pass(1_500);
    const inFlight: number[] = [];
    for (let i = 0; i < 50; i += 1) {
      await pass(7);
      inFlight.push(slow.inFlight);
    }
    expect(Math.max(...inFlight)).toBeLessThanOrEqual(5);
    expect(quick.calls.length).toBeGreaterThan(350);
  });
});

describe("lanes that share a tenant's rate", () => {
  it("take turns: each gets its part of it, whichever came first", async () => {
    const store = new MemoryStore();
    const tenant = { id: "ten_1", rateLimit: { limit: 20, periodSeconds: 1 }, maxConcurrency: null };
    const states = ["a", "b", "c"].map((id) => addLane(store, id, 5, { tenant }));
    for (const id of ["a", "b", "c"]) addRows(store, id, 100);
    const lanes = createTestLanes(store);
    await lanes.start();
    await pass(6_000);
    const counts = states.map((state) => state.calls.length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(115);
    // The first one had the burst of the beginning for itself.
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(6);
  });
});

describe("lanes that share the slots of a process", () => {
  it("get their fair share although slow ones have taken them all, not just one slot each", async () => {
    const store = new MemoryStore();
    const hogs = [0, 1].map((n) => addLane(store, `hog${n}`, null));
    for (const n of [0, 1]) addRows(store, `hog${n}`, 100);
    const well = addLane(store, "well", 10);
    const lanes = createTestLanes(store, { slots: 16 });
    await lanes.start();
    await pass(100);
    expect(hogs.map((hog) => hog.inFlight)).toEqual([8, 8]);
    addRows(store, "well", 60);
    await lanes.start();
    await pass(50);
    expect(well.most).toBe(5);
  });

  it("do so across the partitions of the process", async () => {
    const [one, other] = [new MemoryStore(), new MemoryStore()];
    const shared = { slots: new Slots({ limit: 8, most: 100 }), memory: new Memory(1_000_000) };
    const slow = addLane(one, "slow", 300);
    const quick = addLane(other, "quick", 10);
    addRows(one, "slow", 400);
    const [first, second] = [createTestLanes(one, shared), createTestLanes(other, shared)];
    await first.start();
    await pass(1_000);
    addRows(other, "quick", 300);
    await second.start();
    await pass(1_500);
    expect(quick.calls.length).toBeGreaterThan(250);
    expect(slow.most).toBeLessThanOrEqual(8);
  });

  it("are never more than what the system's files allow, and everybody comes to his turn all the same", async () => {
    const store = new MemoryStore();
    const all = { inFlight: 0, most: 0 };
    const ids = Array.from({ length: 30 }, (_, n) => `lane${n}`);
    for (const id of ids) {
      const { sender } = createTestSender(async () => {
        all.most = Math.max(all.most, ++all.inFlight);
        await later(20);
        all.inFlight -= 1;
        return "succeeded";
      });
      store.settings.set(id, laneSettings(id, sender));
      addRows(store, id, 10);
    }
    const lanes = createTestLanes(store, { slots: 6, most: 12 });
    await lanes.start();
    await pass(2_000);
    expect(all.most).toBe(12);
    expect([...store.rows.values()].every((row) => row.state === "delivered")).toBe(true);
  });
});

describe("lanes that share the memory of a process", () => {
  it("get their part of it beside the backlog of a slow one, and do not ask for rows again and again meanwhile", async () => {
    const store = new MemoryStore();
    addLane(store, "slow", null);
    const well = addLane(store, "well", 5);
    addRows(store, "slow", 500, { body: "x".repeat(1_000) });
    addRows(store, "well", 1, { body: "x".repeat(1_000) });
    const lanes = createTestLanes(store, { memory: 20_000 });
    await lanes.start();
    await pass(50);
    const readsBefore = store.asked.length;
    addRows(store, "well", 100, { body: "x".repeat(1_000) });
    await lanes.start();
    await pass(2_000);
    expect(well.calls).toHaveLength(101);
    // Half of what it may hold is sent before it reads again.
    expect(store.asked.length - readsBefore).toBeLessThan(60);
    expect(store.asked.filter(({ subscriptionId }) => subscriptionId === "slow").length).toBeLessThan(5);
  });
});

describe("a lane whose breaker is open", () => {
  it("holds nothing in memory and reads nothing until the probe, and then one row", async () => {
    const store = new MemoryStore();
    const { sender, state } = createTestSender(async () => "timeout");
    const settings = laneSettings("sub", sender, { retryPolicy: { delaysSeconds: [3_600] } });
    store.settings.set("sub", settings);
    addRows(store, "sub", 1_000);
    const lanes = createTestLanes(store);
    await lanes.start();
    await pass(100);
    const made = state.calls.length;
    expect(made).toBeLessThanOrEqual(8);
    expect(lanes.readyCount).toBe(0);
    const before = store.asked.length;
    await pass(4_000 * 0.8);
    expect(store.asked.length).toBe(before);
    await pass(120_000);
    const probes = state.calls.length - made;
    expect(probes).toBeGreaterThanOrEqual(4);
    expect(store.asked.slice(before).every(({ limit }) => limit === 1)).toBe(true);
    expect(store.asked.length - before).toBeLessThanOrEqual(2 * probes);
  });

  it("makes one probe, also when older requests come back meanwhile", async () => {
    const store = new MemoryStore();
    const answers: ((outcome: "timeout" | "succeeded") => void)[] = [];
    const { sender, state } = createTestSender(() => new Promise((resolve) => answers.push(resolve)));
    store.settings.set("sub", laneSettings("sub", sender, { retryPolicy: { delaysSeconds: [3_600] } }));
    addRows(store, "sub", 100);
    const lanes = createTestLanes(store);
    await lanes.start();
    await pass(10);
    expect(state.inFlight).toBe(8);
    for (const answer of answers.splice(0, 5)) answer("timeout");
    await pass(6_500);
    expect(state.inFlight).toBe(4);
    // Three old ones fail while the probe is out: no news, no second probe.
    for (const answer of answers.splice(0, 3)) answer("timeout");
    await pass(60_000);
    expect(state.inFlight).toBe(1);
    answers[0]?.("succeeded");
    await pass(100);
    expect(state.inFlight).toBeGreaterThan(1);
  });
});

describe("a lane that has had nothing to do for a minute", () => {
  it("is given up, and made anew by its next delivery; one that waits for a time stays", async () => {
    const store = new MemoryStore();
    const rests = addLane(store, "rests", 5);
    addLane(store, "waits", 5);
    addRows(store, "rests", 1);
    addRows(store, "waits", 1, { dueAtMs: Date.now() + 3_600_000 });
    const evicted: string[] = [];
    const lanes = createTestLanes(store, { onEvicted: (id) => evicted.push(id) });
    await lanes.start();
    await pass(180_000);
    expect(evicted).toEqual(["rests"]);
    expect(lanes.describe("rests")).toBeNull();
    lanes.offer(addRows(store, "rests", 1));
    await pass(100);
    expect(rests.calls).toHaveLength(2);
    await lanes.close();
  });
});

describe("a lane with two times to wait for", () => {
  it("comes back for its retry when its rate let something pass just before", async () => {
    const store = new MemoryStore();
    const failing = new Set<string>();
    const { sender } = createTestSender(async ({ deliveryId }) => {
      await later(1_000);
      return failing.delete(deliveryId) ? "timeout" : "succeeded";
    });
    const settings = { maxConcurrency: 1, rateLimit: { limit: 1, periodSeconds: 2 } };
    store.settings.set("sub", laneSettings("sub", sender, { ...settings, retryPolicy: { delaysSeconds: [1.5] } }));
    const [first] = addRows(store, "sub", 2);
    failing.add(first?.id ?? "");
    const lanes = createTestLanes(store);
    await lanes.start();
    await pass(20_000);
    expect([...store.rows.values()].map((row) => row.state)).toEqual(["delivered", "delivered"]);
  });
});

describe("first attempts and retries of a lane", () => {
  const failFirst = (failing: Set<string>) =>
    createTestSender(async ({ deliveryId }) => {
      await later(10);
      return failing.delete(deliveryId) ? "timeout" : "succeeded";
    });

  it("are sent in the order in which they are due: a flood of new ones does not keep retries back", async () => {
    const store = new MemoryStore();
    const failing = new Set<string>();
    const { sender, state } = failFirst(failing);
    store.settings.set("sub", laneSettings("sub", sender, { maxConcurrency: 2, retryPolicy: { delaysSeconds: [1] } }));
    const lanes = createTestLanes(store);
    const first = addRows(store, "sub", 4);
    for (const { id } of first) failing.add(id);
    await lanes.start();
    // More comes than the lane can send: 300 a second, and it sends 200.
    for (let round = 0; round < 40; round += 1) {
      lanes.offer(addRows(store, "sub", 30));
      await pass(100);
    }
    for (const { id } of first) {
      const [, retriedAt = Number.POSITIVE_INFINITY] = [...state.calls.entries()]
        .filter(([, call]) => call === id)
        .map(([index]) => index);
      // Due after a second, when 300 had come; each waits for those, not for the ones that came later.
      expect(retriedAt).toBeLessThan(340);
    }
    expect(state.calls.length).toBeGreaterThan(600);
  });

  it("an outage's retries do not keep new ones back either", async () => {
    const store = new MemoryStore();
    const failing = new Set<string>();
    const { sender, state } = failFirst(failing);
    store.settings.set("sub", laneSettings("sub", sender, { maxConcurrency: 2 }));
    const lanes = createTestLanes(store);
    addRows(store, "sub", 2_000, { attemptCount: 1, attemptTotal: 1 });
    await lanes.start();
    await pass(100);
    for (const row of store.rows.values()) if (row.position > 600) row.dueAtMs = Date.now() + 2_000;
    const [fresh] = addRows(store, "sub", 1);
    if (fresh) lanes.offer([fresh]);
    await pass(3_500);
    // Six hundred were due before it, and fourteen hundred become due after it.
    expect(state.calls.indexOf(fresh?.id ?? "")).toBeGreaterThan(0);
    expect(state.calls.indexOf(fresh?.id ?? "")).toBeLessThan(640);
  });
});
