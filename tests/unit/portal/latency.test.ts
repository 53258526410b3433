import { describe, expect, it } from "vitest";
import { percentileMs } from "@/lib/contracts/latency-share";

/** As latency_bucket() in SQL. */
const bucketOf = (ms: number) => Math.min(33, Math.max(0, Math.floor(2 * Math.log2(Math.max(ms, 1)))));

function countsOf(times: readonly number[]) {
  const counts = new Map<number, number>();
  for (const ms of times) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1);
  return [...counts].map(([bucket, count]) => ({ bucket, count }));
}

describe("percentiles of bucketed times", () => {
  it("there is none without attempts", () => {
    expect(percentileMs([], 0.95)).toBeNull();
  });

  it.each([0.5, 0.95, 0.99])("the share %d is off by less than a fifth", (share) => {
    const times = Array.from({ length: 1_000 }, (_, index) => 5 + (index / 10) ** 2);
    const exact = times[Math.ceil(share * times.length) - 1] ?? 0;
    expect(Math.abs((percentileMs(countsOf(times), share) ?? 0) / exact - 1)).toBeLessThan(0.19);
  });

  it("a few slow attempts show in p99, not in p50", () => {
    const counts = countsOf([...Array.from({ length: 98 }, () => 20), 10_000, 10_000]);
    expect(percentileMs(counts, 0.5)).toBeLessThan(30);
    expect(percentileMs(counts, 0.99)).toBeGreaterThan(8_000);
  });
});
