import { DAY_MS } from "@/lib/clock";
import type { Due } from "./job";

/** Of the server: how long a wait or a cancelOn lives that names no time. */
export const DEFAULT_WAIT: Due = { inMs: 365 * DAY_MS };

const UNITS_MS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};
const DURATION = /^(\d+(\.\d+)?(ms|[wdhms]))+$/;

/** `"1h30m"` as the SDK and the options write it → milliseconds; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let totalMs = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[wdhms])/g)) {
    totalMs += Number(count) * (UNITS_MS[unit ?? ""] ?? 0);
  }
  return totalMs;
}

const DATE = /^\d{4}-\d\d-\d\dT/;

/** A duration from now or a date (RFC 3339), as waits and deadlines have it; undefined for any other text. */
export function parseDue(text: string): Due | undefined {
  const inMs = parseDuration(text);
  if (inMs !== undefined) return { inMs };
  const at = new Date(text);
  return DATE.test(text) && !Number.isNaN(at.getTime()) ? { at } : undefined;
}
