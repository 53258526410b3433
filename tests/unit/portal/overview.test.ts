import { describe, expect, it } from "vitest";
import { seriesPoints } from "@/components/charts/prepare/series-points";
import { firstRunSteps } from "@/components/overview/first-run-steps";
import { needyFirst } from "@/components/overview/needy-first";
import { exampleType } from "@/lib/client/example-type";
import type { FirstRunFacts } from "@/lib/client/hooks/use-first-run";
import { isFailing } from "@/lib/client/is-failing";
import type { Page } from "@/lib/contracts/common";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import type { SubscriptionOut } from "@/lib/contracts/subscription";

const NONE = { data: [], nextCursor: null, prevCursor: null };
const some = <T>() => ({ ...NONE, data: [{}] }) as unknown as Page<T>;

describe("the overview", () => {
  it("has a point for every bucket of the range: zero where nothing happened, a gap where nobody looked", () => {
    const happened = {
      events: 1,
      delivered: 5,
      failed: 2,
      dead: 3,
      latency: null,
      results: { 204: 5, 503: 4, timeout: 1 },
    };
    const points = seriesPoints({
      from: "2026-11-22T09:00:00.000Z",
      to: "2026-11-22T11:00:00.000Z",
      bucketSeconds: 1_800,
      buckets: [
        { at: "2026-11-22T10:00:00.000Z", ...happened, backlog: 7 },
        { at: "2026-11-22T10:30:00.000Z", ...happened, delivered: 0, failed: 0, dead: 0, results: {}, backlog: 0 },
      ],
      totals: happened,
      open: { waiting: 0, retrying: 0, dead: 0, oldestAt: null },
    });
    expect(points.map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual([
      "09:00",
      "09:30",
      "10:00",
      "10:30",
    ]);
    expect(points.map(({ delivered, failed, dead, backlog }) => [delivered, failed, dead, backlog])).toEqual([
      [null, null, null, null],
      [null, null, null, null],
      [5, 2, 3, 7],
      [0, 0, 0, 0],
    ]);
    expect(points[2]).toMatchObject({ ok: 5, redirect: 0, client: 0, server: 4, none: 1 });
  });

  it("puts dead letters before retries, then what fails or is disabled, and leaves the healthy out", () => {
    const subscriptions = ["healthy", "failing", "retried", "dead"].map((id) => ({
      id,
      status: "active",
      failing: id === "failing" ? { since: "2026-11-22T10:00:00.000Z" } : null,
    })) as SubscriptionOut[];
    const counts = { retried: { waiting: 0, retrying: 90, dead: 0 }, dead: { waiting: 0, retrying: 0, dead: 1 } };
    const activity = new Map(
      Object.entries(counts).map(([id, one]) => [id, { counts: one } as SubscriptionActivityOut]),
    );
    expect(needyFirst(subscriptions, activity, Date.parse("2026-11-22T10:05:00.000Z")).map(({ id }) => id)).toEqual([
      "dead",
      "retried",
      "failing",
    ]);
  });

  it("calls an endpoint failing after five minutes of it or once its breaker spares it, not after one attempt", () => {
    const failing = { since: "2026-11-22T10:00:00.000Z", percent: 0, warnings: [], disablesAt: null };
    const at = (clock: string) => Date.parse(`2026-11-22T${clock}.000Z`);
    const active = { status: "active", failing } as const;
    expect(isFailing(active, "closed", at("10:04:59"))).toBe(false);
    expect(isFailing(active, "closed", at("10:05:00"))).toBe(true);
    expect(isFailing(active, "open", at("10:00:01"))).toBe(true);
    expect(isFailing({ status: "active", failing: null }, "half_open", at("10:00:01"))).toBe(true);
    expect(isFailing({ status: "active", failing: null }, "closed", at("11:00:00"))).toBe(false);
    expect(isFailing({ status: "paused", failing }, "open", at("11:00:00"))).toBe(false);
  });

  it("leads an operator from tenant to subscription to event to its arrival, and a member from the second on", () => {
    const start = { isOperator: true, tenants: some(), subscriptions: NONE, events: NONE, delivered: NONE };
    expect(firstRunSteps(start as FirstRunFacts)?.map(({ step, isDone }) => [step, isDone])).toEqual([
      ["tenant", true],
      ["subscription", false],
      ["event", false],
      ["delivery", false],
    ]);
    expect(firstRunSteps({ ...start, isOperator: false, tenants: undefined } as FirstRunFacts)).toHaveLength(3);
    // Its subscription was deleted since: what has arrived is not begun again.
    const end = firstRunSteps({ ...start, delivered: some() } as FirstRunFacts);
    expect(end?.every(({ isDone }) => isDone)).toBe(true);
    expect(firstRunSteps({ ...start, delivered: undefined } as FirstRunFacts)).toBeNull();
  });

  it("publishes a type that the subscription takes", () => {
    expect(exampleType(["order.*", "invoice.paid"])).toBe("invoice.paid");
    expect(exampleType(["order.*"])).toBe("order.test");
    expect(exampleType(["*"])).toBe("hello.world");
  });
});
