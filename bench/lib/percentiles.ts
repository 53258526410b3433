/** Of times in milliseconds, to hundredths. */
export interface Percentiles {
  count: number;
  p50: number;
  p90: number;
  p99: number;
  p999: number;
  max: number;
}

/** By nearest rank: each figure is a time that was measured. All zero without any. */
export function percentilesOf(timesMs: readonly number[]): Percentiles {
  const sorted = Float64Array.from(timesMs).sort();
  const at = (share: number) => rounded(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1) };
}

export function medianOf(values: readonly number[]): number {
  return percentilesOf(values).p50;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
