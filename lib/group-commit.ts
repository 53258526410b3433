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
  /**
   * After a flush of at least `weight` the next one waits `waitMs` instead: many are coming, and a statement costs
   * both sides half a millisecond beside its rows.
   */
  busy?: { weight: number; waitMs: number };
  /** One result per item, in order. A rejection rejects every item of the group. */
  flush(items: Item[]): Promise<Result[]>;
}

export interface Group<Item, Result> {
  /** `urgent`: somebody waits for this one; its group leaves at the end of the event loop's turn. */
  add(item: Item, urgent?: boolean): Promise<Result>;
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
  let timer: NodeJS.Timeout | null = null;
  let isImmediate = false;
  let isBusy = false;
  let isUrgent = false;
  let idle: (() => void)[] = [];

  async function flushNow(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    isImmediate = false;
    if (waiting.length === 0 || inFlight >= options.maxInFlight) return;
    const group = takeGroup();
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

  function takeGroup(): Waiting<Item, Result>[] {
    let weight = 0;
    let count = 0;
    for (const { item } of waiting) {
      const more = options.weigh?.(item) ?? 1;
      if (count > 0 && weight + more > options.maxWeight) break;
      weight += more;
      count += 1;
    }
    isUrgent = false;
    isBusy = options.busy !== undefined && weight >= options.busy.weight;
    return waiting.splice(0, count);
  }

  function schedule(): void {
    if (inFlight >= options.maxInFlight || isImmediate) return;
    if (waiting.length >= options.maxWeight) {
      void flushNow();
      return;
    }
    const waitMs = isBusy && options.busy ? options.busy.waitMs : options.maxWaitMs;
    if (isUrgent || waitMs === 0) {
      isImmediate = true;
      setImmediate(flushNow);
    } else {
      timer ??= setTimeout(flushNow, waitMs);
    }
  }

  function settle(): void {
    const listeners = idle;
    idle = [];
    for (const listener of listeners) listener();
  }

  return {
    add: (item, urgent = false) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        isUrgent ||= urgent;
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
