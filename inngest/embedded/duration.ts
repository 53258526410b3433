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
