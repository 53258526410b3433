export interface Rate {
  limit: number;
  periodSeconds: number;
}

/** Tokens that may gather: a quarter of a second's worth, so that a busy process that comes late keeps to the rate. */
const BURST_SECONDS = 0.25;

/** Sends at a rate, evenly. Time is an argument (milliseconds). */
export class TokenBucket {
  private tokens: number;
  private readonly capacity: number;
  private readonly perMs: number;

  constructor(
    readonly rate: Rate,
    private atMs: number,
  ) {
    this.perMs = rate.limit / (rate.periodSeconds * 1_000);
    this.capacity = Math.max(1, this.perMs * BURST_SECONDS * 1_000);
    this.tokens = this.capacity;
  }

  /** When it will be full again if nothing is taken; whole milliseconds. */
  get fullAtMs(): number {
    return Math.ceil(this.atMs + (this.capacity - this.tokens) / this.perMs);
  }

  /** An earlier bucket would not be full before then; at the worst (its rate was another) this one begins empty. */
  goOnFrom(fullAtMs: number): void {
    const left = this.capacity - Math.max(0, fullAtMs - this.atMs) * this.perMs;
    this.tokens = Math.min(this.tokens, Math.max(0, left));
  }

  /** How long until a token is there; 0 when there is one now. Takes nothing. */
  waitMs(nowMs: number): number {
    this.fill(nowMs);
    return this.tokens >= 1 ? 0 : Math.ceil((1 - this.tokens) / this.perMs);
  }

  /** Takes a token; call it only when waitMs is 0. */
  take(nowMs: number): void {
    this.fill(nowMs);
    this.tokens -= 1;
  }

  private fill(nowMs: number): void {
    // A clock that was set back must not stop the bucket until it has caught up.
    this.tokens = Math.min(this.capacity, this.tokens + Math.max(0, nowMs - this.atMs) * this.perMs);
    this.atMs = nowMs;
  }
}
