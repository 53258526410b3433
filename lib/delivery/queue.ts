import { WHOLE_SUBSCRIPTION } from "@/lib/contracts/ordering-key";
import type { WaitingDelivery } from "./types";

/** The deliveries of a lane that are ready to be sent, and which of them may go next. */
export interface ReadyQueue {
  readonly size: number;
  push(delivery: WaitingDelivery): void;
  /** Rows are being read: what fails meanwhile makes what that read finds of its order out of date. */
  beginRead(): void;
  /** Whether the read that began last may have seen the order of a delivery as it was before its head failed. */
  isOutdated(delivery: WaitingDelivery): boolean;
  /** Takes the next one that may go; null when none may. */
  take(): WaitingDelivery | null;
  /** A delivery that was taken is recorded; the next of its order may go, or (`isBlocked`) must not. Returns what is dropped. */
  settle(delivery: WaitingDelivery, isBlocked: boolean): WaitingDelivery[];
  clear(): WaitingDelivery[];
}

/** First in, first out, without regard to what became of the ones before. */
export function createPlainQueue(): ReadyQueue {
  let items: WaitingDelivery[] = [];
  let head = 0;
  return {
    get size() {
      return items.length - head;
    },
    push: (delivery) => void items.push(delivery),
    beginRead: () => {},
    isOutdated: () => false,
    take() {
      const next = items[head];
      if (!next) return null;
      head += 1;
      // Let go of what was taken, now and then: shifting an array one by one costs its length each time.
      if (head > 256 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return next;
    },
    settle: () => [],
    clear() {
      const left = items.slice(head);
      items = [];
      head = 0;
      return left;
    },
  };
}

/**
 * One at a time per ordering key, by position. A delivery that failed keeps its key blocked: the ones behind it leave
 * the memory and stay in their rows, until the failed one is due and read again before them.
 */
export function createOrderedQueue(inFlight: Iterable<WaitingDelivery> = []): ReadyQueue {
  const waiting = new Map<string, WaitingDelivery[]>();
  const busy = new Set<string>([...inFlight].map(keyOf));
  /** Keys whose head failed since the last read began. */
  const blockedSinceRead = new Set<string>();
  let size = 0;

  return {
    get size() {
      return size;
    },
    push(delivery) {
      const key = keyOf(delivery);
      const behind = waiting.get(key);
      if (behind) behind.push(delivery);
      else waiting.set(key, [delivery]);
      size += 1;
    },
    beginRead: () => blockedSinceRead.clear(),
    isOutdated: (delivery) => blockedSinceRead.has(keyOf(delivery)),
    take() {
      for (const [key, deliveries] of waiting) {
        if (busy.has(key)) continue;
        const next = deliveries.shift();
        if (deliveries.length === 0) waiting.delete(key);
        if (!next) continue;
        busy.add(key);
        size -= 1;
        return next;
      }
      return null;
    },
    settle(delivery, isBlocked) {
      const key = keyOf(delivery);
      busy.delete(key);
      if (!isBlocked) return [];
      blockedSinceRead.add(key);
      const dropped = waiting.get(key) ?? [];
      waiting.delete(key);
      size -= dropped.length;
      return dropped;
    },
    clear() {
      const left = [...waiting.values()].flat();
      waiting.clear();
      size = 0;
      return left;
    },
  };
}

function keyOf(delivery: WaitingDelivery): string {
  return delivery.orderingKey ?? WHOLE_SUBSCRIPTION;
}
