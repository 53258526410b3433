import { describe, expect, it } from "vitest";
import { bigLine } from "@/lib/client/big-line";
import { lineOf, type Mark } from "@/lib/client/delivery-state";
import type { AttemptOut } from "@/lib/contracts/attempt";
import type { DeliveryState } from "@/lib/contracts/delivery";

const SIGNS: Record<Mark, string> = {
  delivered: "●",
  failed: "×",
  "failed-for-good": "×",
  next: "◯",
  ahead: "○",
  dead: "■",
  skipped: "–",
  cancelled: "–",
};

function draw(status: DeliveryState, attemptCount: number, maxAttempts = 12): string {
  return lineOf({ status, attemptCount, maxAttempts })
    .map((mark) => SIGNS[mark])
    .join("");
}

describe("the line of a delivery", () => {
  it.each([
    ["skipped", 0, "–"],
    ["delivered", 1, "●"],
    ["delivered", 3, "××●"],
    ["cancelled", 1, "×–"],
    ["dead", 6, "××××××■"],
    ["dead", 12, "×××××××■"],
    ["pending", 0, "◯○○○○○○○"],
    ["pending", 3, "×××◯○○○○"],
    ["pending", 10, "××××××◯○"],
    ["pending", 11, "×××××××◯"],
  ] as const)("%s after %i attempts is %s", (status, attempts, line) => {
    expect(draw(status, attempts)).toBe(line);
  });

  it("of a short policy shows every attempt", () => {
    expect(draw("pending", 1, 3)).toBe("×◯○");
  });
});

describe("the large line", () => {
  const attempt = (seconds: number, outcome: AttemptOut["outcome"]): AttemptOut => ({
    id: `att_${seconds}`,
    number: 1,
    trigger: "scheduled",
    outcome,
    statusCode: null,
    errorMessage: null,
    startedAt: new Date(seconds * 1_000).toISOString(),
    durationMs: 10,
    timings: { queueMs: null, dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 10 },
    requestHeaders: {},
    responseHeaders: null,
    responseBody: null,
    responseTruncated: false,
  });
  const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
  const pending = {
    status: "pending" as const,
    attempts: [attempt(0, "reset"), attempt(5, "timeout")],
    nextAttemptAt: at(20),
    schedule: [at(20), at(80), at(380)],
    skipReason: null,
    createdAt: at(0),
    settledAt: null,
  };

  it("shows what was tried, what comes next and after which waits, and where it would end", () => {
    const { marks } = bigLine(pending, false);
    expect(marks.map(({ kind }) => kind)).toEqual(["failed", "failed", "next", "ahead", "ahead", "end"]);
    expect(marks.map(({ waitMs }) => waitMs)).toEqual([null, 5_000, null, 60_000, 300_000, null]);
    expect(marks.map(({ leadsAhead }) => leadsAhead)).toEqual([false, true, true, true, true, false]);
  });

  it("promises no time while the subscription is paused", () => {
    expect(bigLine(pending, true).marks.find(({ kind }) => kind === "next")?.label).toBe("when resumed");
  });

  it("ends with the delivery", () => {
    const delivered = {
      ...pending,
      status: "delivered" as const,
      attempts: [...pending.attempts, attempt(20, "succeeded")],
    };
    expect(bigLine(delivered, false).marks.map(({ kind }) => kind)).toEqual(["failed", "failed", "delivered"]);
  });

  it("counts the attempts that no longer fit", () => {
    const attempts = Array.from({ length: 11 }, (_, index) => attempt(index, "reset"));
    const { marks, earlier } = bigLine({ ...pending, attempts, status: "dead", settledAt: at(99) }, false);
    expect(earlier).toBe(3);
    expect(marks).toHaveLength(9);
  });
});
