import { type Rate, TokenBucket } from "./token-bucket";
import { Turns, type Waiter } from "./turns";

export interface TenantLimits {
  rateLimit: Rate | null;
  maxConcurrency: number | null;
}

/**
 * What all lanes of a tenant share: its rate, and how many requests it may have in flight. The lanes take turns. A
 * lane leaves room for the others, up to half of it: one that answers late must not hold everything when they come.
 */
export class TenantGate {
  private bucket: TokenBucket | null = null;
  private maxConcurrency: number | null = null;
  private inFlight = 0;
  private readonly lanes = new Set<Waiter>();
  private readonly forSlots = new Turns(
    () => this.inFlight < (this.maxConcurrency ?? Number.POSITIVE_INFINITY),
    "fewest",
  );
  private readonly forTokens = new Turns(() => this.tokenWaitMs() === 0, "first");

  /** `wakeAt`: call `onTime` at that time. */
  constructor(
    private readonly nowMs: () => number,
    private readonly wakeAt: (timeMs: number) => void,
  ) {}

  join(lane: Waiter): void {
    this.lanes.add(lane);
  }

  leave(lane: Waiter): void {
    this.lanes.delete(lane);
    this.forSlots.leave(lane);
    this.forTokens.leave(lane);
  }

  /** No lane of the tenant is left. */
  get isUnused(): boolean {
    return this.lanes.size === 0;
  }

  /** Takes changed limits over; an unchanged rate keeps its tokens. */
  limitTo({ rateLimit, maxConcurrency }: TenantLimits): void {
    this.maxConcurrency = maxConcurrency;
    this.bucket = keepBucket(this.bucket, rateLimit, this.nowMs());
    this.serve();
  }

  get rateFullAtMs(): number | null {
    return this.bucket?.fullAtMs ?? null;
  }

  /** What another owner spent of the rate before. */
  goOnFrom(rateFullAtMs: number): void {
    this.bucket?.goOnFrom(rateFullAtMs);
  }

  /** Whether the lane may send now. `isServed`: it is its turn. If it may not, it is asked again when it may. */
  mayEnter(lane: Waiter, isServed: boolean): boolean {
    const { maxConcurrency: max } = this;
    // Not in line: it is asked again when one of its own requests has ended.
    if (max !== null && lane.inFlightCount >= this.mostOfOne(max)) return false;
    if (max !== null && (this.inFlight >= max || (!isServed && !this.forSlots.isEmpty))) {
      this.forSlots.wait(lane);
      return false;
    }
    if (!this.bucket) return true;
    const waitMs = this.tokenWaitMs();
    if (waitMs === 0 && (isServed || this.forTokens.isEmpty)) return true;
    this.forTokens.wait(lane);
    if (waitMs > 0) this.wakeAt(this.nowMs() + waitMs);
    return false;
  }

  enter(): void {
    this.bucket?.take(this.nowMs());
    this.inFlight += 1;
  }

  exit(): void {
    this.inFlight -= 1;
    this.serve();
  }

  /** A token may be there. */
  onTime(): void {
    if (this.forTokens.isEmpty) return;
    this.forTokens.serve();
    if (!this.forTokens.isEmpty) this.wakeAt(this.nowMs() + this.tokenWaitMs());
  }

  private serve(): void {
    this.forSlots.serve();
    this.forTokens.serve();
  }

  private mostOfOne(max: number): number {
    return Math.max(1, Math.ceil(max / 2), max - (this.lanes.size - 1));
  }

  private tokenWaitMs(): number {
    return this.bucket?.waitMs(this.nowMs()) ?? 0;
  }
}

/** The bucket for a rate: the one there is when the rate is the same. */
export function keepBucket(bucket: TokenBucket | null, rate: Rate | null, nowMs: number): TokenBucket | null {
  if (!rate) return null;
  const isSame = bucket?.rate.limit === rate.limit && bucket.rate.periodSeconds === rate.periodSeconds;
  return isSame ? bucket : new TokenBucket(rate, nowMs);
}
