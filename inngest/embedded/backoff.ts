import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/clock";

/** The server's table (pkg/backoff): the wait after attempt 0, 1, 2 … The last one repeats. */
const TABLE_MS = [
  15 * SECOND_MS,
  30 * SECOND_MS,
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  20 * MINUTE_MS,
  40 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
] as const;
const LONGEST_MS = 2 * HOUR_MS;
const JITTER_MS = 30 * SECOND_MS;

/** Milliseconds to wait after the given attempt (0-based) failed; `random` is uniform in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  return (TABLE_MS[attempt] ?? LONGEST_MS) + Math.floor(random * JITTER_MS);
}

/**
 * `retry-after` in seconds or as a date → milliseconds from now; undefined if it is neither. Whole seconds, at least
 * one, at most a day, as on the server.
 */
export function retryAfterMs(header: string, nowMs: number): number | undefined {
  const seconds = /^\d{1,7}$/.test(header) ? Number(header) : (Date.parse(header) - nowMs) / SECOND_MS;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(DAY_MS, Math.max(SECOND_MS, Math.floor(seconds) * SECOND_MS));
}
