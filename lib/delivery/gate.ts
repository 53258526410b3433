import type { BreakerState } from "@/lib/contracts/breaker";
import { afterInterruption, afterOutcome, afterPass, CLOSED, isTrouble } from "./breaker";
import { AdaptiveConcurrency } from "./concurrency";
import { laneHoldMs } from "./send";
import { keepBucket, type TenantGate } from "./tenant-gate";
import type { TokenBucket } from "./token-bucket";
import type { Waiter } from "./turns";
import type { LaneSettings, LeftBehind, SentDelivery } from "./types";

/** Longest time that a Retry-After holds the whole lane. */
const MAX_HOLD_MS = 3_600_000;

/** May the next request go? `wait`: look again at that time; `full`: the lane is asked again when it may. */
export type Passage = { kind: "go" } | { kind: "wait"; untilMs: number } | { kind: "full" };

const GO: Passage = { kind: "go" };
const FULL: Passage = { kind: "full" };

/** The answer to one request. `isProbe`: it was let through to try the endpoint. */
export interface Answer {
  sent: SentDelivery;
  isProbe: boolean;
  /** Where it came from. */
  destination: string;
  nowMs: number;
  random: number;
}

/**
 * Everything that may hold a lane's requests back: Retry-After, breaker, rates of subscription and tenant, adaptive
 * concurrency. Wall-clock milliseconds throughout: what it says stands in rows and in the portal.
 */
export class LaneGate {
  private breaker: BreakerState;
  private bucket: TokenBucket | null = null;
  private concurrency: AdaptiveConcurrency;
  private holdUntilMs = 0;
  private destination: string;

  constructor(
    settings: LaneSettings,
    private readonly tenant: TenantGate,
    nowMs: number,
  ) {
    this.breaker = settings.breaker;
    this.destination = settings.destination;
    this.concurrency = new AdaptiveConcurrency(settings.maxConcurrency);
    this.takeOver(settings, nowMs);
    if (settings.leftBehind) this.goOnFrom(settings.leftBehind);
  }

  private goOnFrom({ heldUntilMs, rateFullAtMs, tenantRateFullAtMs }: LeftBehind): void {
    this.holdUntilMs = heldUntilMs ?? 0;
    if (rateFullAtMs !== null) this.bucket?.goOnFrom(rateFullAtMs);
    if (tenantRateFullAtMs !== null) this.tenant.goOnFrom(tenantRateFullAtMs);
  }

  /** Changed settings; what was learnt about the endpoint stays, unless another one took its place. */
  takeOver(settings: LaneSettings, nowMs: number): void {
    if (settings.destination !== this.destination) this.beginAnew(settings);
    this.bucket = keepBucket(this.bucket, settings.rateLimit, nowMs);
    this.concurrency.limitTo(settings.maxConcurrency);
    this.tenant.limitTo(settings.tenant);
  }

  private beginAnew({ destination, maxConcurrency }: LaneSettings): void {
    this.destination = destination;
    this.breaker = CLOSED;
    this.holdUntilMs = 0;
    this.concurrency = new AdaptiveConcurrency(maxConcurrency);
  }

  describe() {
    const { breaker, holdUntilMs, concurrency, bucket, tenant } = this;
    return {
      breaker,
      heldUntilMs: holdUntilMs === 0 ? null : holdUntilMs,
      concurrencyLimit: concurrency.current,
      rateFullAtMs: bucket?.fullAtMs ?? null,
      tenantRateFullAtMs: tenant.rateFullAtMs,
    };
  }

  /** Before this nothing goes out at all; infinite while a probe is on its way. */
  get opensMs(): number {
    if (this.breaker.state === "half_open") return Number.POSITIVE_INFINITY;
    return this.breaker.state === "open" ? Math.max(this.breaker.untilMs, this.holdUntilMs) : this.holdUntilMs;
  }

  /** The next request only tries the endpoint; more need not be at hand. */
  get isProbing(): boolean {
    return this.breaker.state !== "closed";
  }

  /** `isServed`: the lane stood in line for what it shares with others, and it is its turn. */
  ask(lane: Waiter, isServed: boolean, nowMs: number): Passage {
    const { opensMs } = this;
    if (opensMs > nowMs) return Number.isFinite(opensMs) ? { kind: "wait", untilMs: opensMs } : FULL;
    if (lane.inFlightCount >= this.concurrency.current) return FULL;
    const waitMs = this.bucket?.waitMs(nowMs) ?? 0;
    if (waitMs > 0) return { kind: "wait", untilMs: nowMs + waitMs };
    return this.tenant.mayEnter(lane, isServed) ? GO : FULL;
  }

  /** A request goes. Answers whether it is the probe. */
  pass(nowMs: number): boolean {
    this.bucket?.take(nowMs);
    this.tenant.enter();
    const before = this.breaker;
    this.breaker = afterPass(before);
    return this.breaker !== before;
  }

  /** A request was answered. Returns the breaker when it opened or closed, which is to be remembered; else null. */
  observe({ sent, isProbe, destination, nowMs, random }: Answer): BreakerState | null {
    if (destination !== this.destination) {
      this.tenant.exit();
      return null;
    }
    const before = this.breaker;
    const { outcome, statusCode, timings } = sent.result;
    if (outcome === "interrupted") {
      if (isProbe) this.breaker = afterInterruption(before);
    } else {
      const trouble = isTrouble(outcome, statusCode);
      this.concurrency.observe({ isTrouble: trouble, durationMs: timings.totalMs });
      const holdMs = Math.min(laneHoldMs(sent), MAX_HOLD_MS);
      if (holdMs > 0) this.holdUntilMs = Math.max(this.holdUntilMs, nowMs + holdMs);
      this.breaker = afterOutcome(before, { isTrouble: trouble, isProbe, nowMs, random });
    }
    this.tenant.exit();
    const isNews = (before.state === "closed") !== (this.breaker.state === "closed") || this.breaker.state === "open";
    return isNews && this.breaker !== before ? this.breaker : null;
  }
}
