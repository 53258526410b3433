import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RETRY_PRESETS } from "@/lib/contracts/retry-policy";
import { type AttemptFacts, judgeAttempt, maxAttempts, retryDelaysMs, withJitter } from "@/lib/delivery/retry";
import { randomOf } from "../../setup/random";

const HOUR_MS = 3_600_000;
const failed: AttemptFacts = {
  outcome: "http_status",
  statusCode: 500,
  retryAfterMs: null,
  attemptCount: 0,
  attemptTotal: 1,
};

describe("retry policies", () => {
  it("default makes twelve attempts and waits as the API promises", () => {
    expect(maxAttempts("default")).toBe(12);
    expect(retryDelaysMs("default").map((ms) => ms / 1_000)).toEqual([
      5, 15, 60, 300, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400,
    ]);
  });

  it.each([
    ["standard", 10, 75.6],
    ["critical", 33, 23.8],
    ["important", 6, 1],
    ["relaxed", 4, 6],
  ] as const)("%s makes %i attempts within about %d hours", (preset, attempts, hours) => {
    const totalHours = retryDelaysMs(preset).reduce((sum, ms) => sum + ms, 0) / HOUR_MS;
    expect(maxAttempts(preset)).toBe(attempts);
    expect(Math.abs(totalHours - hours)).toBeLessThan(0.1);
  });

  it("spreads presets by half below a minute (by four seconds at least) and by a fifth from there; an own list is literal", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        fc.constantFrom(...RETRY_PRESETS),
        (random, preset) => {
          for (const delayMs of retryDelaysMs(preset)) {
            const spreadMs = Math.max(4_000, delayMs * (delayMs < 60_000 ? 0.5 : 0.2));
            const waitMs = withJitter(delayMs, preset, random);
            expect(waitMs).toBeGreaterThanOrEqual(1_000);
            expect(Math.abs(waitMs - delayMs)).toBeLessThanOrEqual(spreadMs);
            expect(withJitter(delayMs, preset, 0.5)).toBe(delayMs);
          }
          for (const seconds of [0.1, 5, 60])
            expect(withJitter(seconds * 1_000, { delaysSeconds: [seconds] }, random)).toBe(seconds * 1_000);
        },
      ),
    );
  });
});

describe("what a delivery becomes", () => {
  it("is delivered by a success", () => {
    expect(judgeAttempt({ ...failed, outcome: "succeeded", statusCode: 204 }, "default", 0.5)).toEqual({
      state: "delivered",
      charged: true,
    });
  });

  it.each([
    ["http_status", 500],
    ["redirect", 302],
    ["timeout", null],
    ["tls", null],
    ["dns", null],
    ["malformed_response", null],
    ["blocked_address", null],
  ] as const)("%s is charged and waits for the schedule", (outcome, statusCode) => {
    const verdict = judgeAttempt({ ...failed, outcome, statusCode, attemptCount: 2 }, "default", 0.5);
    expect(verdict).toEqual({ state: "pending", charged: true, waitMs: 60_000 });
  });

  it.each(["refused", "reset", "closed"] as const)(
    "a first attempt that was %s is repeated within 250 ms, uncharged, once",
    (outcome) => {
      for (const random of [0, 0.5, 0.999]) {
        const first = judgeAttempt({ ...failed, outcome, statusCode: null, attemptTotal: 0 }, "default", random);
        expect(first).toMatchObject({ state: "pending", charged: false });
        expect(first.state === "pending" && first.waitMs).toBeLessThanOrEqual(250);
      }
      const second = judgeAttempt({ ...failed, outcome, statusCode: null, attemptTotal: 1 }, "default", 0.5);
      expect(second).toEqual({ state: "pending", charged: true, waitMs: 5_000 });
    },
  );

  it("is dead after the last attempt", () => {
    expect(judgeAttempt({ ...failed, attemptCount: 11 }, "default", 0.5)).toEqual({
      state: "dead",
      charged: true,
      gone: false,
    });
    expect(judgeAttempt({ ...failed, attemptCount: 0 }, { delaysSeconds: [] }, 0.5)).toEqual({
      state: "dead",
      charged: true,
      gone: false,
    });
  });

  it("a 410 ends it and switches the subscription off", () => {
    expect(judgeAttempt({ ...failed, statusCode: 410 }, "default", 0.5)).toEqual({
      state: "dead",
      charged: true,
      gone: true,
    });
  });

  it.each([429, 503])("a %i with Retry-After waits at least as long as asked", (statusCode) => {
    const asked = { ...failed, statusCode, retryAfterMs: 120_000 };
    expect(judgeAttempt(asked, "default", 0.5)).toMatchObject({ waitMs: 120_000 });
    expect(judgeAttempt({ ...asked, retryAfterMs: 1_000 }, "default", 0.5)).toMatchObject({ waitMs: 5_000 });
  });

  it("a Retry-After of any other status is not obeyed", () => {
    expect(judgeAttempt({ ...failed, retryAfterMs: 120_000 }, "default", 0.5)).toMatchObject({ waitMs: 5_000 });
  });

  it("an attempt that our own shutdown cut short is not charged", () => {
    expect(judgeAttempt({ ...failed, outcome: "interrupted", statusCode: null }, "default", 0.5)).toEqual({
      state: "pending",
      charged: false,
      waitMs: 0,
    });
  });
});

describe("ten thousand deliveries that fail within one second", () => {
  /** All at once, which is the worst, and evenly over the second. */
  const moments = [() => 0, (index: number) => index / 10];

  const steps = RETRY_PRESETS.flatMap((preset) => retryDelaysMs(preset).map((_, step) => [preset, step] as const));

  it.each(steps)("come back spread (%s, retry %i): no second gets more than a fifth of them", (preset, step) => {
    const random = randomOf(step);
    for (const momentOf of moments) {
      const backAt = Array.from({ length: 10_000 }, (_, index) => {
        const verdict = judgeAttempt({ ...failed, attemptCount: step, attemptTotal: step + 1 }, preset, random());
        return momentOf(index) + (verdict.state === "pending" ? verdict.waitMs : Number.NaN);
      });
      // An eighth is to be expected, and 2 % more would be six deviations of chance: a fifth is far away.
      expect(fullestSecond(backAt)).toBeLessThanOrEqual(0.16 * 10_000);
    }
  });
});

/** Most of the times that lie within one second, wherever that begins. */
function fullestSecond(timesMs: readonly number[]): number {
  const sorted = [...timesMs].sort((a, b) => a - b);
  let most = 0;
  let from = 0;
  for (const [to, timeMs] of sorted.entries()) {
    while ((sorted[from] ?? 0) <= timeMs - 1_000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
