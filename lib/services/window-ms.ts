import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/clock";

const UNITS_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** How long a window such as `15m` or `1h` is; the contract has checked its form. */
export function windowMsOf(window: string): number {
  return Number(window.slice(0, -1)) * (UNITS_MS[window.slice(-1)] ?? HOUR_MS);
}
