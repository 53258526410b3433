import { describe, expect, it } from "vitest";
import { deliveryBars } from "@/components/charts/prepare/delivery-bars";
import { firstRunSteps } from "@/components/overview/first-run-steps";
import { needyFirst } from "@/components/overview/needy-first";
import { worstSubscription } from "@/components/overview/worst-subscription";
import type { Page } from "@/lib/contracts/common";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import type { SubscriptionOut } from "@/lib/contracts/subscription";

const NONE = { data: [], nextCursor: null, prevCursor: null };
const some = <T>() => ({ ...NONE, data: [{}] }) as unknown as Page<T>;

describe("the overview", () => {
  it("has a bar for every bucket of the range, empty where nothing was made", () => {
    const bars = deliveryBars({
      from: "2026-11-22T09:10:00.000Z",
      to: "2026-11-22T11:10:00.000Z",
      bucketSeconds: 1_800,
      buckets: [{ at: "2026-11-22T10:00:00.000Z", delivered: 5, waiting: 1, retrying: 2, dead: 3 }],
      totals: { delivered: 5, waiting: 1, retrying: 2, dead: 3, oldestOpenAt: null },
    });
    expect(bars.map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual([
      "09:00",
      "09:30",
      "10:00",
      "10:30",
      "11:00",
    ]);
    expect(bars.map(({ delivered, open, dead }) => [delivered, open, dead])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [5, 3, 3],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it("names the subscription that most of the undelivered belongs to", () => {
    const rows = ["sub_a", "sub_b", "sub_b"].map((subscriptionId) => ({ subscriptionId }));
    expect(worstSubscription(rows, [])).toMatchObject({ subscriptionId: "sub_b", count: 2, total: 3 });
    expect(worstSubscription([], [])).toBeNull();
  });

  it("puts dead letters before retries and leaves the healthy out", () => {
    const subscriptions = ["healthy", "retried", "dead"].map((id) => ({ id, status: "active" })) as SubscriptionOut[];
    const counts = { retried: { waiting: 0, retrying: 90, dead: 0 }, dead: { waiting: 0, retrying: 0, dead: 1 } };
    const activity = new Map(
      Object.entries(counts).map(([id, one]) => [id, { counts: one } as SubscriptionActivityOut]),
    );
    expect(needyFirst(subscriptions, activity).map(({ id }) => id)).toEqual(["dead", "retried"]);
  });

  it("leads an operator from tenant to subscription to event, and is gone when all is there", () => {
    const start = firstRunSteps({ isOperator: true, tenants: some(), subscriptions: NONE, events: NONE });
    expect(start?.map(({ step, isDone }) => [step, isDone])).toEqual([
      ["tenant", true],
      ["subscription", false],
      ["event", false],
    ]);
    expect(firstRunSteps({ isOperator: true, tenants: some(), subscriptions: some(), events: some() })).toBeNull();
    expect(firstRunSteps({ isOperator: false, tenants: undefined, subscriptions: NONE, events: NONE })).toHaveLength(2);
  });
});
