import { type Rate, TokenBucket } from "./token-bucket";

export interface TenantLimits {
  rateLimit: Rate | null;
  maxConcurrency: number | null;
}

/** What all lanes of a tenant share: its rate and how many requests it may have in flight. */
export class TenantGate {
  private bucket: TokenBucket | null = null;
  private maxConcurrency: number | null = null;
  private inFlight = 0;

  /** Takes changed limits over; an unchanged rate keeps its tokens. */
  limitTo({ rateLimit, maxConcurrency }: TenantLimits, nowMs: number): void {
    this.maxConcurrency = maxConcurrency;
    this.bucket = keepBucket(this.bucket, rateLimit, nowMs);
  }

  get isFull(): boolean {
    return this.maxConcurrency !== null && this.inFlight >= this.maxConcurrency;
  }

  waitMs(nowMs: number): number {
    return this.bucket?.waitMs(nowMs) ?? 0;
  }

  enter(nowMs: number): void {
    this.bucket?.take(nowMs);
    this.inFlight += 1;
  }

  leave(): void {
    this.inFlight -= 1;
  }
}

/** The bucket for a rate: the one there is when the rate is the same. */
export function keepBucket(bucket: TokenBucket | null, rate: Rate | null, nowMs: number): TokenBucket | null {
  if (!rate) return null;
  const isSame = bucket?.rate.limit === rate.limit && bucket.rate.periodSeconds === rate.periodSeconds;
  return isSame ? bucket : new TokenBucket(rate, nowMs);
}
