import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/clock";
import { judgeFailing, showFailing } from "@/lib/services/judge-failing";

const SINCE = Date.parse("2026-01-01T00:00:00Z");

/** Failing since SINCE with its last failure `failedHours` later, looked at `hours` after SINCE. */
function judge(hours: number, { failedHours = hours, failureWarning = 0, limitHours = 120 } = {}) {
  const lastFailureAt = new Date(SINCE + failedHours * HOUR_MS);
  return judgeFailing(
    { failingSince: new Date(SINCE), lastFailureAt, failureWarning, limitHours },
    SINCE + hours * HOUR_MS,
  );
}

describe("an endpoint that fails without a success in between", () => {
  it.each([
    [0, 0, "none"],
    [59.9, 0, "none"],
    [60, 0, 50],
    [60, 50, "none"],
    [84, 50, 70],
    [108, 70, 90],
    [119.9, 90, "none"],
    [120, 90, "off"],
    [500, 0, "off"],
  ] as const)("after %s of 120 hours, warned at %s percent: %s", (hours, failureWarning, expected) => {
    const verdict = judge(hours, { failureWarning });
    expect(verdict).toEqual(
      expected === "none"
        ? { kind: "none" }
        : expected === "off"
          ? { kind: "switch_off" }
          : { kind: "warn", percent: expected },
    );
  });

  it("is warned of once at the highest share it has reached", () => {
    expect(judge(110)).toEqual({ kind: "warn", percent: 90 });
  });

  it("is not switched off for one failure and silence since, and is when it failed on into the second half", () => {
    expect(judge(10_000, { failedHours: 0 })).toEqual({ kind: "none" });
    expect(judge(10_000, { failedHours: 59 })).toEqual({ kind: "warn", percent: 90 });
    expect(judge(10_000, { failedHours: 60 })).toEqual({ kind: "switch_off" });
  });

  it("is never switched off where the limit is 0", () => {
    expect(judge(10_000, { limitHours: 0 })).toEqual({ kind: "none" });
  });

  it("says since when, how far it is, what was recorded and when it ends", () => {
    const facts = { lastFailureAt: new Date(SINCE + 84 * HOUR_MS), failureWarning: 70, limitHours: 120 };
    expect(showFailing({ ...facts, failingSince: new Date(SINCE) }, SINCE + 84 * HOUR_MS)).toEqual({
      since: "2026-01-01T00:00:00.000Z",
      percent: 70,
      warnings: [50, 70],
      disablesAt: "2026-01-06T00:00:00.000Z",
    });
    expect(showFailing({ ...facts, failingSince: null }, SINCE)).toBeNull();
  });
});
