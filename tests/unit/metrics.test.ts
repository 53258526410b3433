import { describe, expect, it } from "vitest";
import { createMetrics } from "@/lib/metrics";
import { OTHER, TopNames } from "@/lib/top-names";

const attempt = { outcome: "succeeded", queueMs: 1, durationMs: 40, settled: "delivered" } as const;

describe("the names of the busiest", () => {
  it("are never more than there are places, and every name beyond them is the rest", () => {
    const names = new TopNames(3, () => {});
    const reported = new Set(Array.from({ length: 50 }, (_, n) => names.nameOf(`n${n}`)));
    expect([...reported].sort()).toEqual(["n0", "n1", "n2", OTHER]);
  });

  it("take the place of one that is clearly less busy, and keep it", () => {
    const dropped: string[] = [];
    const names = new TopNames(2, (name) => dropped.push(name));
    names.nameOf("first");
    for (let i = 0; i < 600; i += 1) {
      names.nameOf("busy");
      names.nameOf("newcomer");
    }
    expect(dropped).toEqual(["first"]);
    expect(["busy", "newcomer", "first"].map((name) => names.nameOf(name))).toEqual(["busy", "newcomer", OTHER]);
    for (let i = 0; i < 5_000; i += 1) names.nameOf(["busy", "newcomer", "first"][i % 3] ?? "");
    expect(dropped).toEqual(["first"]);
  });

  it("remember no more candidates than a few for each place, however many come once", () => {
    const names = new TopNames(2, () => {});
    for (let i = 0; i < 20_000; i += 1) names.nameOf(`once${i}`);
    expect((names as unknown as { counts: Map<string, number> }).counts.size).toBeLessThanOrEqual(1_010);
  });
});

describe("metrics", () => {
  it("have a bounded number of series, by tenant and subscription, and lose no count of what is not named", async () => {
    const metrics = createMetrics(5);
    for (let i = 0; i < 3_000; i += 1) {
      const n = i % 300;
      metrics.countAccepted(`ten_${n}`);
      metrics.countAttempt({ tenantId: `ten_${n}`, subscriptionId: `sub_${n}` }, attempt);
    }
    const text = await metrics.registry.metrics();
    const counts = [...text.matchAll(/^webhook_delivery_attempts_total\{(.*)\} (\d+)$/gm)];
    expect(counts).toHaveLength(6);
    expect(counts.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(3_000);
    expect(text).toContain(`webhook_delivery_attempts_total{tenant="other",subscription="other",outcome="succeeded"}`);
    expect([...text.matchAll(/^webhook_delivery_latency_seconds_count\{/gm)]).toHaveLength(6);
    expect([...text.matchAll(/^hookswitch_events_accepted_total\{/gm)]).toHaveLength(6);
  });

  it("sort times into buckets that include the ones below, with their sum and their number", async () => {
    const metrics = createMetrics();
    const line = { tenantId: "ten_a", subscriptionId: "sub_a" };
    for (const durationMs of [5, 5.1, 700, 31_000]) metrics.countAttempt(line, { ...attempt, durationMs });
    const text = await metrics.registry.metrics();
    const value = (suffix: string) =>
      Number(new RegExp(`^webhook_delivery_latency_seconds_${suffix} (.*)$`, "m").exec(text)?.[1]);
    const labels = `tenant="ten_a",subscription="sub_a"`;
    const buckets = ["0.005", "0.01", "0.5", "1", "30", "+Inf"].map((le) =>
      value(`bucket\\{le="${le.replace("+", "\\+")}",${labels}\\}`),
    );
    expect(buckets).toEqual([1, 2, 2, 3, 3, 4]);
    expect(value(`sum\\{${labels}\\}`)).toBeCloseTo(31.7101);
    expect(value(`count\\{${labels}\\}`)).toBe(4);
    expect(text).toContain("# TYPE webhook_delivery_latency_seconds histogram");
    expect(text).toContain(`webhook_deliveries_settled_total{${labels},state="delivered"} 4`);
  });

  it("end the series of a subscription that lost its place", async () => {
    const metrics = createMetrics(1);
    metrics.countAttempt({ tenantId: "ten_a", subscriptionId: "sub_a" }, { ...attempt, outcome: "timeout" });
    for (let i = 0; i < 1_100; i += 1) metrics.countAttempt({ tenantId: "ten_b", subscriptionId: "sub_b" }, attempt);
    const text = await metrics.registry.metrics();
    expect(text).not.toContain("sub_a");
    expect(text).toContain(`webhook_delivery_latency_seconds_count{tenant="ten_b",subscription="sub_b"}`);
  });
});
