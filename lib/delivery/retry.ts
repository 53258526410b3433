import type { ErrorKind, Outcome } from "@/lib/contracts/attempt";
import type { RetryPolicy, RetryPreset } from "@/lib/contracts/retry-policy";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the immediate first attempt. `standard` is the schedule that the Standard Webhooks text advises. */
const PRESETS: Record<RetryPreset, readonly number[]> = {
  default: [
    5 * SECOND,
    15 * SECOND,
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    12 * HOUR,
    24 * HOUR,
  ],
  standard: [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  critical: [
    ...[5, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600].map((seconds) => seconds * SECOND),
    // Hourly until a day has passed since the first attempt.
    ...Array.from({ length: 22 }, () => HOUR),
  ],
  important: [30 * SECOND, 2 * MINUTE, 7 * MINUTE, 20 * MINUTE, 30 * MINUTE],
  relaxed: [30 * MINUTE, 90 * MINUTE, 4 * HOUR],
};

/** ±50 % below a minute, ±20 % from there: retries of one outage come back spread. */
const SHORT_JITTER = 0.5;
const LONG_JITTER = 0.2;
/**
 * And never less than ±4 s: over eight seconds, an eighth comes in each. ±50 % of five seconds are a fifth on average,
 * and by chance more than that in the highest second (ADR 030). No preset waits less than five seconds.
 */
const LEAST_JITTER_MS = 4 * SECOND;
/** The one repeat at once: 100 to 250 ms after a first attempt that never got through. */
const REPEAT_MIN_MS = 100;
const REPEAT_SPREAD_MS = 150;
const REPEATED_AT_ONCE: ReadonlySet<Outcome> = new Set<ErrorKind>(["refused", "reset", "closed"]);
const GONE = 410;
const OBEYED = new Set([429, 503]);

/** The waits of a policy without jitter, milliseconds. One attempt more than waits. */
export function retryDelaysMs(policy: RetryPolicy): readonly number[] {
  return typeof policy === "string" ? PRESETS[policy] : policy.delaysSeconds.map((seconds) => seconds * SECOND);
}

export function maxAttempts(policy: RetryPolicy): number {
  return retryDelaysMs(policy).length + 1;
}

/** An own list is taken literally; presets are spread evenly to both sides, so that half of the waits are shorter. */
export function withJitter(delayMs: number, policy: RetryPolicy, random: number): number {
  if (typeof policy !== "string") return delayMs;
  const spreadMs = Math.max(LEAST_JITTER_MS, delayMs * (delayMs < MINUTE ? SHORT_JITTER : LONG_JITTER));
  return Math.round(delayMs - spreadMs + 2 * spreadMs * random);
}

export interface AttemptFacts {
  outcome: Outcome;
  statusCode: number | null;
  retryAfterMs: number | null;
  /** Attempts charged before this one. */
  attemptCount: number;
  /** Attempts made before this one. */
  attemptTotal: number;
}

/** What a delivery becomes after an attempt. `gone`: the subscription is to be switched off. */
export type Verdict =
  | { state: "delivered"; charged: true }
  | { state: "pending"; charged: boolean; waitMs: number }
  | { state: "dead"; charged: true; gone: boolean };

/** Pure: time and chance are arguments. */
export function judgeAttempt(facts: AttemptFacts, policy: RetryPolicy, random: number): Verdict {
  if (facts.outcome === "succeeded") return { state: "delivered", charged: true };
  // Our own shutdown is not the customer's failure.
  if (facts.outcome === "interrupted") return { state: "pending", charged: false, waitMs: 0 };
  if (facts.statusCode === GONE) return { state: "dead", charged: true, gone: true };
  if (facts.attemptTotal === 0 && REPEATED_AT_ONCE.has(facts.outcome)) {
    return { state: "pending", charged: false, waitMs: REPEAT_MIN_MS + Math.floor(REPEAT_SPREAD_MS * random) };
  }
  const delayMs = retryDelaysMs(policy)[facts.attemptCount];
  if (delayMs === undefined) return { state: "dead", charged: true, gone: false };
  const waitMs = withJitter(delayMs, policy, random);
  return { state: "pending", charged: true, waitMs: Math.max(waitMs, askedToWaitMs(facts)) };
}

/** What a 429 or 503 with Retry-After asks for; 0 when it asks for nothing. */
export function askedToWaitMs(facts: Pick<AttemptFacts, "statusCode" | "retryAfterMs">): number {
  return facts.statusCode !== null && OBEYED.has(facts.statusCode) ? (facts.retryAfterMs ?? 0) : 0;
}
