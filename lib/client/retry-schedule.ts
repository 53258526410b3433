import type { RetryPolicy } from "@/lib/contracts/retry-policy";
import { retryDelaysMs } from "@/lib/delivery/retry";

/** One attempt of a schedule, if all before it fail. */
export interface ScheduledAttempt {
  /** Since the attempt before; 0 for the first. */
  waitMs: number;
  /** Since the first. */
  afterMs: number;
  /** 0 to 1: the place in a picture whose time runs slower the further it is. */
  place: number;
}

const SECOND_MS = 1_000;

/** The attempts that a policy makes; without jitter. */
export function retrySchedule(policy: RetryPolicy): ScheduledAttempt[] {
  const waits = [0, ...retryDelaysMs(policy)];
  let afterMs = 0;
  const times = waits.map((waitMs) => {
    afterMs += waitMs;
    return { waitMs, afterMs };
  });
  const whole = Math.log2(1 + afterMs / SECOND_MS) || 1;
  return times.map((time) => ({ ...time, place: Math.log2(1 + time.afterMs / SECOND_MS) / whole }));
}

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `5s, 1m, 2h` or plain seconds as numbers; null for what cannot be read. */
export function parseWaits(text: string): number[] | null {
  const parts = text.split(/[\s,]+/).filter((part) => part !== "");
  const seconds = parts.map((part) => {
    const [, count, unit = "s"] = /^(\d+(?:\.\d+)?)(s|m|min|h|d)?$/.exec(part) ?? [];
    return count === undefined ? Number.NaN : Number(count) * (UNITS[unit.charAt(0)] ?? 1);
  });
  return seconds.some(Number.isNaN) ? null : seconds;
}

export function formatWaits(seconds: readonly number[]): string {
  return seconds.map(formatWait).join(", ");
}

function formatWait(seconds: number): string {
  for (const [unit, size] of Object.entries(UNITS).toReversed()) {
    if (seconds >= size && seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
}
