import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Lanes } from "@/lib/delivery/lanes";
import { randomOf } from "../../setup/random";
import { createTestLanes, createTestSender, laneSettings, MemoryStore } from "./memory-store";

/** Random traffic against the limits it is told, in time that the test makes pass: whole minutes in milliseconds. */
beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Tokens that may gather, as in lib/delivery/token-bucket.ts. */
const BURST_SECONDS = 0.25;

interface Sent {
  atMs: number;
  lane: string;
  tenant: string;
}

const rate = fc.option(
  fc.record({ limit: fc.integer({ min: 1, max: 40 }), periodSeconds: fc.integer({ min: 1, max: 3 }) }),
);
const lanePlan = fc.record({
  tenant: fc.integer({ min: 0, max: 2 }),
  maxConcurrency: fc.integer({ min: 1, max: 8 }),
  rateLimit: rate,
  answerMs: fc.integer({ min: 1, max: 3_000 }),
  failing: fc.double({ min: 0, max: 0.6, noNaN: true }),
});
const tenantPlan = fc.record({ rateLimit: rate, maxConcurrency: fc.option(fc.integer({ min: 1, max: 10 })) });
const step = fc.record({
  kind: fc.constantFrom("offer", "rows", "refresh", "wait"),
  lane: fc.nat(),
  count: fc.integer({ min: 1, max: 30 }),
  waitMs: fc.integer({ min: 0, max: 2_000 }),
});

it("never exceeds a limit of lane, tenant or process, and delivers everything in the end, whatever comes when", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(lanePlan, { minLength: 1, maxLength: 6 }),
      fc.tuple(tenantPlan, tenantPlan, tenantPlan),
      fc.record({ slots: fc.integer({ min: 1, max: 12 }), memory: fc.integer({ min: 100, max: 2_000 }) }),
      fc.array(step, { minLength: 1, maxLength: 30 }),
      fc.integer(),
      async (plans, tenants, { slots, memory }, steps, seed) => {
        const random = randomOf(seed);
        const store = new MemoryStore();
        const sent: Sent[] = [];
        const inFlight = new Map<string, number>();
        const enter = (name: string, most: number) => {
          inFlight.set(name, (inFlight.get(name) ?? 0) + 1);
          expect(inFlight.get(name)).toBeLessThanOrEqual(most);
        };
        const exit = (name: string) => inFlight.set(name, (inFlight.get(name) ?? 0) - 1);
        for (const [index, plan] of plans.entries()) {
          const lane = `sub_${index}`;
          const tenant = `ten_${plan.tenant}`;
          const limits = tenants[plan.tenant] ?? { rateLimit: null, maxConcurrency: null };
          const { sender } = createTestSender(async () => {
            sent.push({ atMs: Date.now(), lane, tenant });
            enter(lane, plan.maxConcurrency);
            enter(tenant, limits.maxConcurrency ?? Number.POSITIVE_INFINITY);
            // Beyond the limit of the process a lane gets its share of it, and one slot in any case.
            enter("process", 2 * slots + plans.length);
            await later(plan.answerMs);
            exit(lane);
            exit(tenant);
            exit("process");
            return random() < plan.failing ? "timeout" : "succeeded";
          });
          store.settings.set(
            lane,
            laneSettings(lane, sender, {
              maxConcurrency: plan.maxConcurrency,
              rateLimit: plan.rateLimit,
              tenant: { id: tenant, ...limits },
              retryPolicy: { delaysSeconds: Array.from({ length: 40 }, () => 0.5) },
            }),
          );
        }
        const lanes = createTestLanes(store, { slots, memory });
        await lanes.start();
        for (const { kind, lane, count, waitMs } of steps)
          await play(kind, `sub_${lane % plans.length}`, count, waitMs);
        await untilSettled(store);
        await lanes.close();

        for (const [index, plan] of plans.entries())
          if (plan.rateLimit)
            expectRate(
              sent.filter((one) => one.lane === `sub_${index}`),
              plan.rateLimit,
            );
        for (const [index, { rateLimit }] of tenants.entries())
          if (rateLimit)
            expectRate(
              sent.filter((one) => one.tenant === `ten_${index}`),
              rateLimit,
            );

        async function play(kind: string, subscriptionId: string, count: number, waitMs: number) {
          const add = () => Array.from({ length: count }, () => store.add({ subscriptionId, body: "x".repeat(20) }));
          if (kind === "offer") lanes.offer(add());
          if (kind === "rows") await addAndTell(lanes, add);
          if (kind === "refresh") lanes.refresh(subscriptionId);
          await vi.advanceTimersByTimeAsync(kind === "wait" ? waitMs : 0);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

it("keeps the order of each key under random failures, and when the owner changes in the middle", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom("continue" as const, "block" as const),
      fc.integer(),
      async (keys, changesMs, onDead, seed) => {
        const random = randomOf(seed);
        const store = new MemoryStore();
        const behind: string[] = [];
        const { sender } = createTestSender(async ({ deliveryId }) => {
          const row = store.rows.get(deliveryId);
          // Whatever stands before it in its order must be settled when it is sent, and delivered where a dead one blocks.
          const done = onDead === "block" ? ["delivered"] : ["delivered", "dead"];
          for (const other of store.rows.values())
            if (
              other.orderingKey === row?.orderingKey &&
              other.position < (row?.position ?? 0) &&
              !done.includes(other.state)
            )
              behind.push(`${deliveryId} before ${other.id}`);
          await later(1 + Math.floor(random() * 50));
          return random() < 0.3 ? "timeout" : "succeeded";
        });
        const ordered = { ordering: { onDead }, retryPolicy: { delaysSeconds: [0.05, 0.1, 0.1] } };
        store.settings.set("sub", laneSettings("sub", sender, ordered));
        for (const key of keys) store.add({ subscriptionId: "sub", orderingKey: `k${key}` });
        for (const changeMs of changesMs) {
          const owner = createTestLanes(store.asOwner(), { onError: () => {} });
          await owner.start();
          await vi.advanceTimersByTimeAsync(changeMs);
          owner.drop();
        }
        // What the ones before still had under way is not recorded any more.
        const last = createTestLanes(store.asOwner());
        await last.start();
        await vi.advanceTimersByTimeAsync(600_000);
        await last.close();
        expect(behind).toEqual([]);
        const states = [...store.rows.values()].map((row) => row.state);
        if (onDead === "continue") expect(states).not.toContain("pending");
        for (const key of new Set(keys)) {
          const ofKey = [...store.rows.values()].filter((row) => row.orderingKey === `k${key}`).map((row) => row.state);
          const dead = ofKey.indexOf("dead");
          if (onDead === "block" && dead >= 0)
            expect(ofKey.slice(dead + 1).every((state) => state === "pending")).toBe(true);
          else expect(ofKey).not.toContain("pending");
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

/** Rows come by themselves, and a notification tells that they have. */
async function addAndTell(lanes: Lanes, add: () => unknown): Promise<void> {
  add();
  await lanes.start();
}

async function untilSettled(store: MemoryStore): Promise<void> {
  const isSettled = () => [...store.rows.values()].every((row) => row.state !== "pending");
  for (let minutes = 0; minutes < 240 && !isSettled(); minutes += 1) await vi.advanceTimersByTimeAsync(60_000);
  expect([...store.rows.values()].filter((row) => row.state === "pending")).toEqual([]);
}

/** In any window no more than the rate allows, but for the burst of its beginning. */
function expectRate(sent: readonly Sent[], { limit, periodSeconds }: { limit: number; periodSeconds: number }): void {
  const perMs = limit / (periodSeconds * 1_000);
  const burst = Math.max(1, perMs * BURST_SECONDS * 1_000);
  for (let from = 0; from < sent.length; from += 1)
    for (const to of [from + 5, from + 20, sent.length - 1]) {
      const [first, last] = [sent[from], sent[to]];
      if (first && last && to > from)
        expect(to - from + 1).toBeLessThanOrEqual(burst + (last.atMs - first.atMs) * perMs + 1e-6);
    }
}
