import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AdaptiveConcurrency } from "@/lib/delivery/concurrency";
import { TokenBucket } from "@/lib/delivery/token-bucket";

describe("a token bucket", () => {
  it("never lets more than its rate pass in any window, but for a quarter of a second's burst", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
        (limit, periodSeconds, pauses) => {
          const bucket = new TokenBucket({ limit, periodSeconds }, 0);
          const perMs = limit / (periodSeconds * 1_000);
          let nowMs = 0;
          let passed = 0;
          for (const pauseMs of pauses) {
            nowMs += pauseMs;
            while (bucket.waitMs(nowMs) === 0) {
              bucket.take(nowMs);
              passed += 1;
            }
            expect(passed).toBeLessThanOrEqual(Math.max(1, perMs * 250) + nowMs * perMs + 1e-6);
          }
        },
      ),
    );
  });

  it("goes on where an earlier one left off, and is not stopped by a clock that was set back", () => {
    const slow = { limit: 1, periodSeconds: 60 };
    const before = new TokenBucket(slow, 0);
    before.take(1_000);
    const after = new TokenBucket(slow, 11_000);
    after.goOnFrom(before.fullAtMs);
    expect(after.waitMs(11_000)).toBe(50_000);
    const faster = new TokenBucket({ limit: 4, periodSeconds: 1 }, 11_000);
    faster.goOnFrom(before.fullAtMs);
    expect(faster.waitMs(11_000)).toBe(250);
    before.waitMs(500_000);
    before.take(500_000);
    expect(before.waitMs(1_000)).toBe(60_000);
    expect(before.waitMs(61_000)).toBe(0);
  });

  it("keeps to its rate under steady demand: 50 a second are 50 a second, within five per cent", () => {
    const bucket = new TokenBucket({ limit: 50, periodSeconds: 1 }, 0);
    let passed = 0;
    for (let nowMs = 0; nowMs <= 60_000; ) {
      const waitMs = bucket.waitMs(nowMs);
      if (waitMs === 0) {
        bucket.take(nowMs);
        passed += 1;
      } else nowMs += waitMs;
    }
    expect(passed / 60).toBeGreaterThan(47.5);
    expect(passed / 60).toBeLessThanOrEqual(52.5);
  });
});

describe("adaptive concurrency", () => {
  const well = { isTrouble: false, durationMs: 20 };
  const observe = (concurrency: AdaptiveConcurrency, times: number, answer = well) => {
    for (let i = 0; i < times; i += 1) concurrency.observe(answer);
  };

  it("grows to the maximum while all is well, and never past it", () => {
    const concurrency = new AdaptiveConcurrency(32);
    observe(concurrency, 200);
    expect(concurrency.current).toBe(32);
  });

  it("halves on trouble, once for the requests of one round, and goes down to one", () => {
    const concurrency = new AdaptiveConcurrency(32);
    observe(concurrency, 200);
    observe(concurrency, 16, { isTrouble: true, durationMs: 8_000 });
    expect(concurrency.current).toBe(16);
    observe(concurrency, 200, { isTrouble: true, durationMs: 8_000 });
    expect(concurrency.current).toBe(1);
  });

  it("takes clearly rising latency as a sign before anything fails", () => {
    const concurrency = new AdaptiveConcurrency(32);
    observe(concurrency, 400);
    observe(concurrency, 60, { isTrouble: false, durationMs: 900 });
    expect(concurrency.current).toBeLessThan(32);
  });

  it("comes back by about one for each round, not at once", () => {
    const concurrency = new AdaptiveConcurrency(32);
    observe(concurrency, 200);
    concurrency.observe({ isTrouble: true, durationMs: 100 });
    expect(concurrency.current).toBe(16);
    observe(concurrency, 17);
    expect(concurrency.current).toBe(17);
  });
});
