import type { BreakerState } from "@/lib/contracts/breaker";
import { afterOutcome, afterPass, isTrouble, mayPass } from "./breaker";
import { AdaptiveConcurrency } from "./concurrency";
import { laneHoldMs } from "./send";
import { keepBucket, type TenantGate } from "./tenant-gate";
import type { TokenBucket } from "./token-bucket";
import type { LaneSettings, SentDelivery } from "./types";

/** Longest time that a Retry-After holds the whole lane. */
const MAX_HOLD_MS = 3_600_000;

/** May the next request go? `wait`: look again at that time; `full`: when a request has ended. */
export type Passage = { kind: "go" } | { kind: "wait"; untilMs: number } | { kind: "full" };

/**
 * Everything that may hold a lane's requests back: Retry-After, breaker, rates of subscription and tenant, adaptive
 * concurrency. Wall-clock milliseconds throughout: what it says stands in rows and in the portal.
 */
export class LaneGate {
  private breaker: BreakerState;
  private bucket: TokenBucket | null = null;
  private concurrency: AdaptiveConcurrency;
  private maxConcurrency: number;
  private holdUntilMs = 0;

  constructor(
    settings: LaneSettings,
    private readonly tenant: TenantGate,
    nowMs: number,
  ) {
    this.breaker = settings.breaker;
    this.maxConcurrency = settings.maxConcurrency;
    this.concurrency = new AdaptiveConcurrency(settings.maxConcurrency);
    this.takeOver(settings, nowMs);
  }

  /** Changed settings; what was learnt about the endpoint stays. */
  takeOver(settings: LaneSettings, nowMs: number): void {
    this.bucket = keepBucket(this.bucket, settings.rateLimit, nowMs);
    this.tenant.limitTo(settings.tenant, nowMs);
    if (settings.maxConcurrency === this.maxConcurrency) return;
    this.maxConcurrency = settings.maxConcurrency;
    this.concurrency = new AdaptiveConcurrency(settings.maxConcurrency);
  }

  describe() {
    const { breaker, holdUntilMs, concurrency } = this;
    return { breaker, heldUntilMs: holdUntilMs === 0 ? null : holdUntilMs, concurrencyLimit: concurrency.current };
  }

  ask(inFlight: number, nowMs: number): Passage {
    if (this.holdUntilMs > nowMs) return { kind: "wait", untilMs: this.holdUntilMs };
    if (!mayPass(this.breaker, nowMs)) {
      return this.breaker.state === "open" ? { kind: "wait", untilMs: this.breaker.untilMs } : { kind: "full" };
    }
    if (inFlight >= this.concurrency.current || this.tenant.isFull) return { kind: "full" };
    const waitMs = Math.max(this.bucket?.waitMs(nowMs) ?? 0, this.tenant.waitMs(nowMs));
    return waitMs > 0 ? { kind: "wait", untilMs: nowMs + waitMs } : { kind: "go" };
  }

  /** A request goes. */
  pass(nowMs: number): void {
    this.bucket?.take(nowMs);
    this.tenant.enter(nowMs);
    this.breaker = afterPass(this.breaker);
  }

  /** A request was answered. Returns the breaker when it opened or closed, which is to be remembered; else null. */
  observe(sent: SentDelivery, facts: { nowMs: number; random: number }): BreakerState | null {
    this.tenant.leave();
    const { outcome, statusCode, timings } = sent.result;
    if (outcome === "interrupted") return null;
    const trouble = isTrouble(outcome, statusCode);
    this.concurrency.observe({ isTrouble: trouble, durationMs: timings.totalMs });
    const holdMs = Math.min(laneHoldMs(sent), MAX_HOLD_MS);
    if (holdMs > 0) this.holdUntilMs = Math.max(this.holdUntilMs, facts.nowMs + holdMs);
    const before = this.breaker;
    this.breaker = afterOutcome(before, { isTrouble: trouble, ...facts });
    const isNews = (before.state === "closed") !== (this.breaker.state === "closed") || this.breaker.state === "open";
    return isNews && this.breaker !== before ? this.breaker : null;
  }
}
