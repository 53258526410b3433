/** How a group gathers: by count, by a few milliseconds, whichever is first. */
export interface GroupOptions<Item, Result> {
  /** Most weight of one flush; a heavier item goes alone. */
  maxWeight: number;
  /** The weight of an item; 1 when left out. */
  weigh?(item: Item): number;
  /** Flushes under way at once; while all are busy, items gather. */
  maxInFlight: number;
  /** How long the first item of a group waits for company; 0 flushes at the end of the event loop's turn. */
  maxWaitMs: number;
  /** One result per item, in order. A rejection rejects every item of the group. */
  flush(items: Item[]): Promise<Result[]>;
}

export interface Group<Item, Result> {
  add(item: Item): Promise<Result>;
  /** Resolves when nothing waits and nothing is under way. */
  settled(): Promise<void>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Turns concurrent calls into few multi-row statements: one commit for all that came while the last one was
 * under way. Two flushes in flight and 2 ms of waiting carried three times the rows of one commit each.
 */
export function createGroup<Item, Result>(options: GroupOptions<Item, Result>): Group<Item, Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let inFlight = 0;
  let scheduled = false;
  let idle: (() => void)[] = [];

  async function flushNow(): Promise<void> {
    scheduled = false;
    if (waiting.length === 0 || inFlight >= options.maxInFlight) return;
    const group = waiting.splice(0, countOfNextFlush());
    inFlight += 1;
    try {
      const results = await options.flush(group.map((entry) => entry.item));
      group.forEach((entry, index) => {
        entry.resolve(results[index] as Result);
      });
    } catch (error) {
      for (const entry of group) entry.reject(error);
    } finally {
      inFlight -= 1;
      if (waiting.length > 0) schedule();
      else if (inFlight === 0) settle();
    }
  }

  function countOfNextFlush(): number {
    if (!options.weigh) return options.maxWeight;
    let weight = 0;
    const end = waiting.findIndex((entry) => {
      weight += options.weigh?.(entry.item) ?? 1;
      return weight > options.maxWeight;
    });
    return end === -1 ? waiting.length : Math.max(1, end);
  }

  function schedule(): void {
    if (inFlight >= options.maxInFlight) return;
    if (waiting.length >= options.maxWeight) {
      void flushNow();
      return;
    }
    if (scheduled) return;
    scheduled = true;
    if (options.maxWaitMs === 0) setImmediate(flushNow);
    else setTimeout(flushNow, options.maxWaitMs);
  }

  function settle(): void {
    const listeners = idle;
    idle = [];
    for (const listener of listeners) listener();
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        schedule();
      }),
    settled: () =>
      waiting.length === 0 && inFlight === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            idle.push(resolve);
          }),
  };
}
