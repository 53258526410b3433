import { HOUR_MS } from "@/lib/clock";
import type { FailingOut } from "@/lib/contracts/subscription";

/** Shares of the time until the switch-off at which a warning is recorded, in percent. */
const WARN_AT_PERCENT = [50, 70, 90] as const;

export interface FailingFacts {
  failingSince: Date | null;
  lastFailureAt: Date | null;
  /** The last warning that was recorded, in percent. */
  failureWarning: number;
  /** After how many hours it is switched off; 0: never. */
  limitHours: number;
}

export type FailingVerdict = { kind: "none" } | { kind: "warn"; percent: number } | { kind: "switch_off" };

/**
 * How much of the time until the switch-off has passed, in percent. Counts no more than twice the time between the first
 * and the last failure: one failure and then silence is no continuous failure, however long the silence.
 */
function percentOf({ failingSince, lastFailureAt, limitHours }: FailingFacts, nowMs: number): number {
  if (!failingSince || !lastFailureAt || limitHours === 0) return 0;
  const sinceMs = failingSince.getTime();
  const shownMs = Math.min(nowMs - sinceMs, 2 * (lastFailureAt.getTime() - sinceMs));
  return Math.max(0, Math.min(100, Math.floor((100 * shownMs) / (limitHours * HOUR_MS))));
}

export function judgeFailing(facts: FailingFacts, nowMs: number): FailingVerdict {
  const percent = percentOf(facts, nowMs);
  if (percent >= 100) return { kind: "switch_off" };
  const reached = WARN_AT_PERCENT.filter((level) => level <= percent && level > facts.failureWarning).at(-1);
  return reached === undefined ? { kind: "none" } : { kind: "warn", percent: reached };
}

/** As the subscription shows it; null while it does not fail. */
export function showFailing(facts: FailingFacts, nowMs: number): FailingOut | null {
  const { failingSince, failureWarning, limitHours } = facts;
  if (!failingSince) return null;
  return {
    since: failingSince.toISOString(),
    percent: percentOf(facts, nowMs),
    warnings: WARN_AT_PERCENT.filter((level) => level <= failureWarning),
    disablesAt: limitHours === 0 ? null : new Date(failingSince.getTime() + limitHours * HOUR_MS).toISOString(),
  };
}
