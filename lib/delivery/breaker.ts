import type { Outcome } from "@/lib/contracts/attempt";
import { type BreakerState, breakerState } from "@/lib/contracts/breaker";

export const CLOSED: BreakerState = { state: "closed", failures: 0 };

/** Failures in a row that open the breaker. */
const FAILURES_TO_OPEN = 5;
/** Pauses double from the first to the longest. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
/** ±20 %: endpoints that fell together are not probed together. */
const JITTER = 0.2;

/**
 * Whether an outcome says that the endpoint is in trouble. A 4xx says that the request was not to its taste, which
 * the next request may be; 408 and 429 are about the endpoint.
 */
export function isTrouble(outcome: Outcome, statusCode: number | null): boolean {
  if (outcome === "succeeded" || outcome === "interrupted") return false;
  if (outcome === "http_status")
    return statusCode === null || statusCode >= 500 || statusCode === 429 || statusCode === 408;
  return outcome !== "redirect" && outcome !== "internal";
}

/** The state once a request was let through: the first one after a pause is the probe. */
export function afterPass(breaker: BreakerState): BreakerState {
  return breaker.state === "open" ? { state: "half_open", opens: breaker.opens } : breaker;
}

/** The probe was cut short by ourselves: the next request is the probe. */
export function afterInterruption(breaker: BreakerState): BreakerState {
  return breaker.state === "half_open" ? { state: "open", untilMs: 0, opens: breaker.opens } : breaker;
}

/**
 * The state after an answer. Pure: time and chance are arguments. Trouble of a request that was under way when the
 * breaker opened says nothing new, also not while the probe is out.
 */
export function afterOutcome(
  breaker: BreakerState,
  facts: { isTrouble: boolean; isProbe: boolean; nowMs: number; random: number },
): BreakerState {
  if (!facts.isTrouble) return CLOSED;
  switch (breaker.state) {
    case "closed": {
      const failures = breaker.failures + 1;
      return failures >= FAILURES_TO_OPEN ? open(1, facts) : { state: "closed", failures };
    }
    case "half_open":
      return facts.isProbe ? open(breaker.opens + 1, facts) : breaker;
    case "open":
      return breaker;
    default:
      return breaker satisfies never;
  }
}

function open(opens: number, { nowMs, random }: { nowMs: number; random: number }): BreakerState {
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (opens - 1));
  return { state: "open", untilMs: nowMs + Math.round(pauseMs * (1 - JITTER + 2 * JITTER * random)), opens };
}

/** A breaker as it was remembered; one that nobody remembered is closed. */
export function rememberedBreaker(stored: unknown): BreakerState {
  const breaker = breakerState.nullable().parse(stored) ?? CLOSED;
  // Its probe died with the owner before.
  return afterInterruption(breaker);
}
