import type { DeliverySeriesOut, SeriesBucket } from "@/lib/contracts/overview";

/** One place on the time axis. Null: nothing is known of that time, and the chart shows a gap. */
export interface SeriesPoint {
  /** Milliseconds at which the bucket begins. */
  at: number;
  delivered: number | null;
  failed: number | null;
  dead: number | null;
  backlog: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
  /** Attempts by the class of what came back. */
  ok: number | null;
  redirect: number | null;
  client: number | null;
  server: number | null;
  none: number | null;
}

export const RESULT_CLASSES = ["ok", "redirect", "client", "server", "none"] as const;
export type ResultClass = (typeof RESULT_CLASSES)[number];

const UNKNOWN: Omit<SeriesPoint, "at"> = {
  delivered: null,
  failed: null,
  dead: null,
  backlog: null,
  p50Ms: null,
  p95Ms: null,
  p99Ms: null,
  ok: null,
  redirect: null,
  client: null,
  server: null,
  none: null,
};

/** A point for every bucket of the range, so that equal times are equally far apart. */
export function seriesPoints({ from, to, bucketSeconds, buckets }: DeliverySeriesOut): SeriesPoint[] {
  const step = bucketSeconds * 1_000;
  const known = new Map(buckets.map((bucket) => [Date.parse(bucket.at), bucket]));
  const first = Date.parse(from);
  const count = Math.max(1, Math.round((Date.parse(to) - first) / step));
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * step;
    const bucket = known.get(at);
    return bucket ? { at, ...pointOf(bucket) } : { at, ...UNKNOWN };
  });
}

function pointOf({ delivered, failed, dead, backlog, latency, results }: SeriesBucket): Omit<SeriesPoint, "at"> {
  const { p50Ms, p95Ms, p99Ms } = latency ?? { p50Ms: null, p95Ms: null, p99Ms: null };
  return { delivered, failed, dead, backlog, p50Ms, p95Ms, p99Ms, ...sumByClass(results) };
}

export function sumByClass(results: Readonly<Record<string, number>>): Record<ResultClass, number> {
  const sums = { ok: 0, redirect: 0, client: 0, server: 0, none: 0 };
  for (const [result, count] of Object.entries(results)) sums[classOf(result)] += count;
  return sums;
}

export function classOf(result: string): ResultClass {
  if (result === "succeeded" || /^2\d\d$/.test(result)) return "ok";
  if (/^3\d\d$/.test(result)) return "redirect";
  if (/^4\d\d$/.test(result)) return "client";
  return /^5\d\d$/.test(result) ? "server" : "none";
}
