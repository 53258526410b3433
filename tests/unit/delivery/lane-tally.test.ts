import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addLatency, type LatencyCounts, percentileOf, sumLatencies } from "@/lib/contracts/latency";
import { LaneTally } from "@/lib/delivery/lane-tally";
import type { SentDelivery } from "@/lib/delivery/types";

const MINUTE_MS = 60_000;
const attempt = (outcome: string, state = "delivered") =>
  ({
    delivery: { id: "dlv_1" },
    result: { outcome, statusCode: 204, errorMessage: null, timings: { totalMs: 40 } },
    queueMs: 3,
    verdict: { state },
  }) as unknown as SentDelivery;

describe("latencies", () => {
  it("give percentiles right within a tenth, also when they were counted in two places", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 2, max: 30_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (durations, share) => {
          const parts: [LatencyCounts, LatencyCounts] = [{}, {}];
          for (const [index, duration] of durations.entries()) addLatency(parts[index % 2 ? 1 : 0], duration);
          const exact = durations.sort((a, b) => a - b)[Math.ceil(durations.length * share) - 1] ?? 0;
          const read = percentileOf(sumLatencies(parts), share) ?? 0;
          expect(Math.abs(read - exact) / exact).toBeLessThan(0.11);
        },
      ),
    );
    expect(percentileOf({}, 0.5)).toBeNull();
  });
});

describe("the tally of a lane", () => {
  it("forgets what is older than two windows, and keeps the last failure", () => {
    const tally = new LaneTally(0);
    tally.observe(attempt("timeout", "pending"), 1_000);
    tally.observe(attempt("succeeded"), 11 * MINUTE_MS);
    expect(tally.tell(11 * MINUTE_MS).windows.map((window) => window.outcomes)).toEqual([
      { timeout: 1 },
      { succeeded: 1 },
    ]);
    tally.observe(attempt("succeeded"), 21 * MINUTE_MS);
    const { windows, lastFailure } = tally.tell(21 * MINUTE_MS);
    expect(windows.map((window) => window.outcomes)).toEqual([{ succeeded: 1 }, { succeeded: 1 }]);
    expect(lastFailure).toMatchObject({ outcome: "timeout", atMs: 1_000 });
  });

  it("goes on from what an earlier owner told, without counting anything twice or leaving it out", () => {
    const earlier = new LaneTally(0);
    for (let i = 0; i < 3; i += 1) earlier.observe(attempt("succeeded"), 1_000);
    const tally = new LaneTally(2_000);
    tally.observe(attempt("succeeded"), 2_000);
    tally.addEarlier(structuredClone(earlier.tell(1_500)));
    expect(tally.tell(3_000).windows).toMatchObject([{ outcomes: { succeeded: 4 } }]);
    expect(Object.values(tally.tell(3_000).windows[0]?.queue ?? {})).toEqual([4]);
  });

  it("leaves out what our own shutdown cut short", () => {
    const tally = new LaneTally(0);
    tally.observe(attempt("interrupted", "pending"), 1_000);
    expect(tally.tell(1_000)).toEqual({ windows: [], lastFailure: null, settledPerSecond: 0 });
  });

  it("tells how many are settled a second, and that none are when nothing comes any more", () => {
    const tally = new LaneTally(0);
    for (let ms = 0; ms < 10_000; ms += 20) tally.observe(attempt("succeeded"), ms);
    expect(tally.tell(10_000).settledPerSecond).toBe(50);
    expect(tally.tell(20_000).settledPerSecond).toBe(0);
  });
});
