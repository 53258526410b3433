import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Lane } from "@/lib/delivery/lane";
import { Slots } from "@/lib/delivery/slots";
import type { SentDelivery } from "@/lib/delivery/types";
import type { SendResult } from "@/lib/destinations/types";
import { addLane, addRows, createTestLanes, MemoryStore } from "./memory-store";

/** Time is ours, so that slots, queries and waits can be compared one by one; the figures on a real stack are in docs/drills.md. */
beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** What each lane asked of the database: every call is a statement, or its part of one that several lanes share. */
class CountingStore extends MemoryStore {
  readonly queries: string[] = [];

  override async loadSettings(id: string) {
    this.queries.push(`${id} settings`);
    return super.loadSettings(id);
  }

  override async readDue(input: Parameters<MemoryStore["readDue"]>[0]) {
    this.queries.push(`${input.subscriptionId} read`);
    return super.readDue(input);
  }

  override async readNextDue(id: string) {
    this.queries.push(`${id} next`);
    return super.readNextDue(id);
  }

  override async record(sent: SentDelivery) {
    this.queries.push(`${sent.delivery.subscriptionId} record`);
    return super.record(sent);
  }
}

/** Notes which lanes found no slot and had to stand in line. */
class WatchedSlots extends Slots {
  readonly refused: string[] = [];

  override mayTake(lane: Lane, isServed: boolean): boolean {
    const may = super.mayTake(lane, isServed);
    if (!may) this.refused.push(lane.subscriptionId);
    return may;
  }
}

const SECONDS = 30;
const PER_SECOND = 50;
const MAX_CONCURRENCY = 32;

/** A takes 50 events a second and answers in 40 ms; B, beside it, takes the same events and answers after eight seconds. */
async function play(outcomeOfB: SendResult["outcome"] | null) {
  const store = new CountingStore();
  const slots = new WatchedSlots({ limit: 64, most: 1_000 });
  const a = addLane(store, "A", 40);
  const b = addLane(store, "B", 8_000, {
    outcome: outcomeOfB ?? "succeeded",
    retryPolicy: "default",
    maxConcurrency: MAX_CONCURRENCY,
  });
  const lanes = createTestLanes(store, { slots });
  await lanes.start();
  for (let n = 0; n < SECONDS * PER_SECOND; n += 1) {
    const rows = [...addRows(store, "A", 1), ...(outcomeOfB === null ? [] : addRows(store, "B", 1))];
    lanes.offer(rows);
    await pass(1_000 / PER_SECOND);
  }
  await pass(100);
  const ofA = store.sent.filter(({ delivery }) => delivery.subscriptionId === "A");
  return {
    b,
    a: {
      delivered: ofA.length,
      mostInFlight: a.most,
      waitsMs: ofA.map(({ queueMs }) => queueMs),
      queries: store.queries.filter((query) => query.startsWith("A ")),
      refused: slots.refused.filter((id) => id === "A"),
    },
  };
}

describe("A answers in 40 ms, and B beside it after eight seconds", () => {
  it.each(["succeeded", "timeout"] as const)(
    "B (%s) holds its own slots only; A waits for none, as long as alone, and asks the database as often as alone",
    async (outcome) => {
      const alone = await play(null);
      const beside = await play(outcome);
      expect(beside.b.most).toBeGreaterThan(0);
      expect(beside.b.most).toBeLessThanOrEqual(MAX_CONCURRENCY);
      expect(alone.a.delivered).toBe(SECONDS * PER_SECOND);
      expect(beside.a).toEqual({ ...alone.a, refused: [] });
      // What fan-out hands over is not read again: settings once, and one record each.
      expect(beside.a.queries.filter((query) => query === "A read").length).toBeLessThanOrEqual(2);
      expect(beside.a.queries.filter((query) => query === "A record")).toHaveLength(SECONDS * PER_SECOND);
    },
    30_000,
  );

  it("B has its whole share in use when it answers late with success, and next to nothing while its breaker is open", async () => {
    expect((await play("succeeded")).b.inFlight).toBe(MAX_CONCURRENCY);
    expect((await play("timeout")).b.inFlight).toBeLessThanOrEqual(1);
  }, 30_000);
});

describe("250 events a second for a minute to a subscription limited to 50", () => {
  it("are sent at 50 a second from the first to the last, each once, and none is charged for waiting", async () => {
    const store = new MemoryStore();
    addLane(store, "limited", 40, { rateLimit: { limit: 50, periodSeconds: 1 } });
    const lanes = createTestLanes(store);
    const atMs: number[] = [];
    const record = store.record.bind(store);
    store.record = async (sent) => {
      atMs.push(Date.now());
      return record(sent);
    };
    for (let n = 0; n < 60 * 50; n += 1) {
      lanes.offer(addRows(store, "limited", 5));
      await pass(20);
    }
    await pass(250_000);
    const rows = [...store.rows.values()];
    expect(rows).toHaveLength(15_000);
    expect(
      rows.every(
        ({ state, attemptTotal, attemptCount }) => state === "delivered" && attemptTotal === 1 && attemptCount === 1,
      ),
    ).toBe(true);
    const [first = 0, last = 0] = [atMs[0], atMs.at(-1)];
    const perSecond = (atMs.length - 1) / ((last - first) / 1_000);
    expect(Math.abs(perSecond - 50)).toBeLessThanOrEqual(2.5);
    await lanes.close();
  }, 60_000);
});
