/** A lane that would send, if there were room for it in something that lanes share. */
export interface Waiter {
  readonly inFlightCount: number;
  /** There is room now. False when it could not make use of it after all. */
  takeTurn(): boolean;
}

/**
 * Who goes next where lanes share something. Without it a lane that ends a request takes the room it gave back at once,
 * and the others never get any. `fewest`: whoever has the fewest requests in flight, so that a slow lane, which keeps
 * what it has for longer, does not end up with all of it. `first`: in the order in which they came.
 */
export class Turns {
  private readonly waiting = new Set<Waiter>();
  private isServing = false;

  constructor(
    private readonly hasRoom: () => boolean,
    private readonly prefer: "first" | "fewest",
  ) {}

  get isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  wait(waiter: Waiter): void {
    this.waiting.add(waiter);
    // Others stand in line although there is room: they may not need it any more, and nobody would ask them.
    if (!this.isServing && this.hasRoom()) queueMicrotask(() => this.serve());
  }

  leave(waiter: Waiter): void {
    this.waiting.delete(waiter);
  }

  /** After room was given back: lets them go, one turn each at a time, while there is room. */
  serve(most = Number.POSITIVE_INFINITY): void {
    if (this.isServing || this.waiting.size === 0) return;
    this.isServing = true;
    const refused = new Set<Waiter>();
    for (let served = 0; served < most && this.hasRoom(); ) {
      const next = this.next(refused);
      if (!next) break;
      this.waiting.delete(next);
      if (next.takeTurn()) served += 1;
      else refused.add(next);
    }
    this.isServing = false;
  }

  private next(except: ReadonlySet<Waiter>): Waiter | null {
    let best: Waiter | null = null;
    for (const waiter of this.waiting) {
      if (except.has(waiter)) continue;
      if (this.prefer === "first") return waiter;
      if (best === null || waiter.inFlightCount < best.inFlightCount) best = waiter;
    }
    return best;
  }
}
