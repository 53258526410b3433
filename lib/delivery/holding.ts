import type { Memory } from "./memory";
import { createOrderedQueue, createPlainQueue } from "./queue";
import type { WaitingDelivery } from "./types";

/**
 * The deliveries of a lane that are in memory: ready, in flight, or sent and not recorded yet. None is held twice, and
 * their bodies are counted against the memory of the process.
 */
export class Holding {
  private readonly ids = new Set<string>();
  /** Sent and not recorded yet. */
  private readonly unrecorded = new Map<string, WaitingDelivery>();
  private queue = createPlainQueue();
  /** Of the bodies. */
  private characters = 0;

  constructor(private readonly memory: Memory) {}

  get isEmpty(): boolean {
    return this.ids.size === 0;
  }

  get heldCharacters(): number {
    return this.characters;
  }

  /** Ready to be sent. */
  get readyCount(): number {
    return this.queue.size;
  }

  /** In flight, or sent and not recorded yet. */
  get unrecordedCount(): number {
    return this.unrecorded.size;
  }

  allIds(): string[] {
    return [...this.ids];
  }

  /** Forgets what is ready, and keeps order from now on or not: also behind what is in flight. */
  keepOrder(isOrdered: boolean): void {
    this.forgetReady();
    this.queue = isOrdered ? createOrderedQueue(this.unrecorded.values()) : createPlainQueue();
  }

  /** Rows are about to be read. */
  beginRead(): void {
    this.queue.beginRead();
  }

  /** What a read found that may be sent: not what stands behind a delivery that failed while it read. */
  upToDate(deliveries: readonly WaitingDelivery[]): WaitingDelivery[] {
    return deliveries.filter((delivery) => !this.queue.isOutdated(delivery));
  }

  /** False when there is no room for it. */
  add(delivery: WaitingDelivery): boolean {
    if (this.ids.has(delivery.id)) return true;
    if (!this.memory.take(delivery.body.length, this.characters)) return false;
    this.characters += delivery.body.length;
    this.ids.add(delivery.id);
    this.queue.push(delivery);
    return true;
  }

  /** The next one that may go; it stays held until it is settled. */
  take(): WaitingDelivery | null {
    const next = this.queue.take();
    if (next) this.unrecorded.set(next.id, next);
    return next;
  }

  /** Recorded. With `isBlocked` the ones behind it in its order leave the memory; answers how many those were. */
  settle(delivery: WaitingDelivery, isBlocked: boolean): number {
    this.release(delivery);
    const dropped = this.queue.settle(delivery, isBlocked);
    for (const behind of dropped) this.release(behind);
    return dropped.length;
  }

  forgetReady(): void {
    for (const delivery of this.queue.clear()) this.release(delivery);
  }

  private release(delivery: WaitingDelivery): void {
    this.unrecorded.delete(delivery.id);
    if (!this.ids.delete(delivery.id)) return;
    this.characters -= delivery.body.length;
    this.memory.give(delivery.body.length, this.characters);
  }
}
