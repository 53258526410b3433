const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** So that the question stays the same for a while and its answer can be used again. */
const GRAIN_MS = 10_000;

/** The windows that lists offer, as they stand in the address. */
export const TIME_WINDOWS = [
  { value: "15m", label: "last 15 minutes" },
  { value: "1h", label: "last hour" },
  { value: "24h", label: "last 24 hours" },
  { value: "7d", label: "last 7 days" },
] as const;

/** When a window such as `1h` began, ISO 8601; undefined for none and for what is not one. */
export function timeBound(window: string | undefined, now: number = Date.now()): string | undefined {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(window ?? "") ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const start = now - Number(count) * (UNIT_MS[unit] ?? 0);
  return new Date(Math.floor(start / GRAIN_MS) * GRAIN_MS).toISOString();
}
