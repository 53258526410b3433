/** Where a lane begins; it doubles on its way up while everything is well. */
const START = 8;
const DECREASE = 0.5;
/** Latency that rises this far above what is usual for the endpoint is a sign, before anything fails. */
const SLOW_FACTOR = 2;
const SLOW_MARGIN_MS = 50;
const SLOW_DECREASE = 0.8;
/** Weights of a new latency in the quick and in the slow average. */
const QUICK = 0.2;
const USUAL = 0.01;
/** Answers before the averages mean anything. */
const WARM_UP = 20;

/**
 * How many requests a lane may have in flight: additive increase, multiplicative decrease (AIMD), between 1 and the
 * subscription's own maximum. One decrease per round of answers: ten time-outs of one moment are one sign.
 */
export class AdaptiveConcurrency {
  private limit: number;
  private quickMs = 0;
  private usualMs = 0;
  private answers = 0;
  /** Answers until the next decrease counts. */
  private calm = 0;
  private slowStart = true;

  constructor(private max: number) {
    this.limit = Math.min(max, START);
  }

  /** Another maximum; what was learnt stays. */
  limitTo(max: number): void {
    this.max = max;
    this.limit = Math.min(max, this.limit);
  }

  get current(): number {
    return Math.max(1, Math.floor(this.limit));
  }

  /** After each answer; `isTrouble`: a time-out, 429, 5xx or a connection that failed. */
  observe(answer: { isTrouble: boolean; durationMs: number }): void {
    this.calm -= 1;
    if (!answer.isTrouble) this.learn(answer.durationMs);
    if (answer.isTrouble) this.decrease(DECREASE);
    else if (this.isSlow()) this.decrease(SLOW_DECREASE);
    else this.increase();
  }

  private increase(): void {
    this.limit = Math.min(this.max, this.limit + (this.slowStart ? 1 : 1 / this.limit));
  }

  private isSlow(): boolean {
    return this.answers > WARM_UP && this.quickMs > this.usualMs * SLOW_FACTOR + SLOW_MARGIN_MS;
  }

  private learn(durationMs: number): void {
    this.answers += 1;
    if (this.answers === 1) this.quickMs = this.usualMs = durationMs;
    this.quickMs += QUICK * (durationMs - this.quickMs);
    // While it learns, the usual latency follows quickly; later it moves a hundredth at a time.
    const weight = this.answers <= WARM_UP ? QUICK : USUAL;
    this.usualMs += weight * (durationMs - this.usualMs);
  }

  private decrease(factor: number): void {
    this.slowStart = false;
    if (this.calm > 0) return;
    this.calm = this.current;
    this.limit = Math.max(1, this.limit * factor);
  }
}
