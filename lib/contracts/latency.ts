import { z } from "zod";

/**
 * How many of some durations fell into which of a row of buckets, each a fifth wider than the one before: a
 * percentile read from it is right within a tenth. Sparse, because an endpoint's answers lie close together.
 */
export const latencyCounts = z.record(z.string(), z.number().int());
export type LatencyCounts = z.output<typeof latencyCounts>;

const GROWTH = 1.2;

export function addLatency(counts: LatencyCounts, durationMs: number): void {
  const bucket = durationMs <= 1 ? 0 : Math.ceil(Math.log(durationMs) / Math.log(GROWTH));
  counts[bucket] = (counts[bucket] ?? 0) + 1;
}

export function sumLatencies(all: readonly LatencyCounts[]): LatencyCounts {
  const sum: LatencyCounts = {};
  for (const counts of all)
    for (const [bucket, count] of Object.entries(counts)) sum[bucket] = (sum[bucket] ?? 0) + count;
  return sum;
}

/** `share` from 0 to 1; null of nothing. Milliseconds, the middle of its bucket. */
export function percentileOf(counts: LatencyCounts, share: number): number | null {
  const buckets = Object.entries(counts).map(([bucket, count]) => ({ bucket: Number(bucket), count }));
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  let left = Math.ceil(total * share);
  for (const { bucket, count } of buckets.sort((a, b) => a.bucket - b.bucket)) {
    left -= count;
    if (left <= 0) return Math.round(GROWTH ** (bucket - 0.5) * 10) / 10;
  }
  return null;
}
