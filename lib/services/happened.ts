import { type LatencyCounts, percentileOf } from "@/lib/contracts/latency";
import type { Happened, Latency } from "@/lib/contracts/overview";
import type { LatencyRow, ResultRow } from "@/lib/queries/read-rollups";

/** The result under which routing counts its events. */
const ROUTED = "routed";
/** Neither a success nor the endpoint's failure. */
const INTERRUPTED = "interrupted";

export function isSuccess(result: string): boolean {
  return result === "succeeded" || /^2\d\d$/.test(result);
}

/** Sums of attempts as the API answers them. `withEvents` false: events are routed to tenants, not to subscriptions. */
export function sumUp(
  rows: readonly ResultRow[],
  latencies: readonly LatencyRow[],
  { withEvents }: { withEvents: boolean },
): Happened {
  const sum: Happened = { events: withEvents ? 0 : null, delivered: 0, failed: 0, dead: 0, latency: null, results: {} };
  for (const { result, count, delivered, dead } of rows) {
    if (result === ROUTED) {
      if (sum.events !== null) sum.events += count;
      continue;
    }
    sum.delivered += delivered;
    sum.dead += dead;
    if (!isSuccess(result) && result !== INTERRUPTED) sum.failed += count - dead;
    sum.results[result] = (sum.results[result] ?? 0) + count;
  }
  return { ...sum, latency: latencyOf(latencies) };
}

function latencyOf(rows: readonly LatencyRow[]): Latency | null {
  const counts: LatencyCounts = {};
  for (const { bucket, count } of rows) counts[bucket] = (counts[bucket] ?? 0) + count;
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((share) => percentileOf(counts, share));
  return p50Ms == null || p95Ms == null || p99Ms == null ? null : { p50Ms, p95Ms, p99Ms };
}
