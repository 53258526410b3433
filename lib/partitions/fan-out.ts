import type { WaitingDelivery } from "@/lib/delivery/types";
import { logger } from "@/lib/logger";
import {
  type QueuedEvent,
  type QueueRead,
  readDueEvents,
  readNextScheduled,
  readQueuedInOrder,
  readQueuedInTurns,
} from "@/lib/queries/read-queued-events";
import { discardEvents, markRouting, quarantineEvent, unmarkRouting } from "@/lib/queries/route-events";
import type { Matchers } from "./matchers";
import { type Owned, OwnershipLost } from "./owned";
import { pause } from "./pause";
import { routeBatch, UnroutableEvent } from "./route-batch";

const BATCH = 500;
/**
 * Where tenants take turns a batch is as large as what takes this long: whoever comes waits for the one under way. Shorter
 * while others than the one with the backlog publish; alone, a longer one costs less (ADR 031).
 */
const TURN_MS = 40;
const SHARED_TURN_MS = 15;
const MIN_BATCH = 50;
/** Deliveries of one batch; what is left of it stays in the queue, and the other tenants have their turn. */
const BATCH_DELIVERIES = 10_000;
/**
 * A read of this many events says that more are coming: the next one waits a little for them, since a read and its
 * routing cost PostgreSQL 1 ms beside their rows.
 */
const BUSY_EVENTS = 8;
const GATHER_MS = 10;
/** And of this many: a group twice as large costs a fifth less an event. */
const VERY_BUSY_EVENTS = 60;
const LONG_GATHER_MS = 25;
/** Commits become visible out of order: a read starts this many positions below the last one routed. */
const STRAGGLER_SLACK = 5_000;
/** The whole queue is looked through this often, for stragglers below the slack. */
const FULL_READ_EVERY_MS = 1_000;
/** Events routed one by one after a takeover: one of them may have ended the owner before. */
const CAREFUL_EVENTS = 200;
/** Drains that an event may end; the next one takes it out. */
const MAX_FAILURES = 2;
const PAUSE_AFTER_ERROR_MS = 500;
/** setTimeout takes 31 bits. */
const MAX_TIMER_MS = 60_000;

export interface FanOutOptions {
  owned: Owned;
  /** The owner before did not let go. */
  carefully: boolean;
  matchers: Matchers;
  mayAct(): boolean;
  /** Gets what was routed; resolves when there is room for more. */
  deliver(deliveries: WaitingDelivery[]): Promise<void>;
  onLost(): void;
}

/** Of a read in turns some come before the rest. */
type Found = QueueRead & { lightCount?: number };

/** Routes the events of one partition while there are any; tenants take turns. */
export class FanOut {
  private floor = 0;
  private inTurns = false;
  private afterTenant = "";
  private batch = BATCH;
  private lastFullReadMs = Number.NEGATIVE_INFINITY;
  private careful: number;
  private poked = false;
  private lastCount = 0;
  private running: Promise<void> | null = null;
  private stopped = false;
  private nextScheduledMs: number | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: FanOutOptions) {
    this.careful = options.carefully ? CAREFUL_EVENTS : 0;
  }

  async start(): Promise<void> {
    const next = await readNextScheduled(this.options.owned.partitionId);
    if (next) this.expect(next.getTime());
    this.poke();
  }

  /** Events may be waiting. */
  poke(): void {
    this.poked = true;
    if (this.stopped) return;
    this.running ??= this.loop().finally(() => {
      this.running = null;
      if (this.poked) this.poke();
    });
  }

  /** An event is scheduled for this time. */
  expect(timeMs: number): void {
    if (this.nextScheduledMs !== null && this.nextScheduledMs <= timeMs) return;
    this.nextScheduledMs = timeMs;
    this.arm();
  }

  get quiet(): boolean {
    return this.running === null && !this.poked;
  }

  get nextDueMs(): number | null {
    return this.nextScheduledMs;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    this.poked = false;
  }

  private arm(): void {
    clearTimeout(this.timer);
    if (this.nextScheduledMs === null || this.stopped) return;
    const waitMs = Math.min(MAX_TIMER_MS, Math.max(1, this.nextScheduledMs - Date.now()));
    this.timer = setTimeout(() => {
      if (this.nextScheduledMs !== null && this.nextScheduledMs <= Date.now()) this.poke();
      else this.arm();
    }, waitMs);
  }

  private async loop(): Promise<void> {
    while (this.poked && !this.stopped && this.options.mayAct()) {
      this.poked = false;
      try {
        const isMore = await this.routeSome();
        if (isMore) this.poked = true;
        else if (this.lastCount >= VERY_BUSY_EVENTS) await pause(LONG_GATHER_MS);
        else if (this.lastCount >= BUSY_EVENTS) await pause(GATHER_MS);
      } catch (error) {
        if (error instanceof OwnershipLost) return this.options.onLost();
        logger.error(
          { err: error, partition: this.options.owned.partitionId },
          "fan-out failed; it goes on in a moment",
        );
        this.poked = true;
        await pause(PAUSE_AFTER_ERROR_MS);
      }
    }
    // Not ours to act on now: the heartbeat pokes again if the partition stays ours.
    if (!this.options.mayAct()) this.poked = false;
  }

  /** Answers whether there may be more. */
  private async routeSome(): Promise<boolean> {
    const isMoreDue = await this.routeScheduled();
    const found = await this.read();
    this.lastCount = found.events.length;
    const startedMs = performance.now();
    await this.take(found);
    this.fitBatch(found, performance.now() - startedMs);
    return isMoreDue || found.isCut;
  }

  /** Slowly up, at once down: a busy machine, many subscriptions and large events all make batches longer. */
  private fitBatch({ events, lightCount = 0 }: Found, tookMs: number): void {
    if (!this.inTurns || events.length === 0) return;
    const turnMs = lightCount > 0 ? SHARED_TURN_MS : TURN_MS;
    const fitting = Math.round((events.length * turnMs) / Math.max(1, tookMs));
    this.batch = Math.max(MIN_BATCH, Math.min(BATCH, fitting, this.batch * 2));
  }

  private async routeScheduled(): Promise<boolean> {
    if (this.nextScheduledMs === null || this.nextScheduledMs > Date.now()) return false;
    const { partitionId } = this.options.owned;
    const due = await readDueEvents(partitionId, BATCH);
    await this.take(due);
    this.nextScheduledMs = null;
    const next = await readNextScheduled(partitionId);
    if (next) this.expect(next.getTime());
    return due.isCut;
  }

  private async take({ events, orphans, lightCount = 0 }: Found): Promise<void> {
    if (orphans.length > 0) await discardEvents(this.options.owned, orphans);
    // In a statement of their own: they are on their way before the backlog's share is even begun.
    if (lightCount > 0) await this.route(events.slice(0, lightCount));
    if (events.length > lightCount) await this.route(events.slice(lightCount));
  }

  /**
   * In order while the queue is short. A cut read means a backlog: from then on every tenant gets its share, until a
   * read in turns comes back whole.
   */
  private async read(): Promise<Found> {
    const { partitionId } = this.options.owned;
    if (!this.inTurns) {
      const found = await readQueuedInOrder(partitionId, this.readFloor(), BATCH);
      if (!found.isCut) {
        this.floor = Math.max(this.floor, found.events.at(-1)?.position ?? 0);
        return found;
      }
    }
    const found = await readQueuedInTurns(partitionId, { afterTenant: this.afterTenant, limit: this.batch });
    this.inTurns = found.isCut;
    this.afterTenant = found.afterTenant;
    return found;
  }

  private readFloor(): number {
    const nowMs = performance.now();
    if (nowMs - this.lastFullReadMs < FULL_READ_EVERY_MS) return Math.max(0, this.floor - STRAGGLER_SLACK);
    this.lastFullReadMs = nowMs;
    return 0;
  }

  private async route(events: readonly QueuedEvent[]): Promise<void> {
    const alone = events.slice(0, this.careful);
    this.careful -= alone.length;
    for (const event of alone) await this.routeAlone(event);
    const rest = events.slice(alone.length);
    if (rest.length === 0) return;
    try {
      await this.routeTogether(rest);
    } catch (error) {
      if (!isFaultOfAnEvent(error)) throw error;
      // One of them is to blame; what was routed before it is out of the queue and takes no part again.
      for (const event of rest) await this.routeAlone(event);
    }
  }

  private async routeTogether(events: readonly QueuedEvent[]): Promise<void> {
    let count = 0;
    for await (const deliveries of routeBatch(this.options.owned, this.options.matchers, events)) {
      await this.options.deliver(deliveries);
      count += deliveries.length;
      if (count < BATCH_DELIVERIES) continue;
      this.inTurns = true;
      this.poked = true;
      return;
    }
  }

  /** Counts before it tries, so that an event which ends the process is known by the next owner. */
  private async routeAlone(event: QueuedEvent): Promise<void> {
    const failures = await markRouting(event.position);
    if (failures >= MAX_FAILURES) return this.quarantine(event, "Routing it ended the worker more than once.");
    try {
      await this.routeTogether([event]);
    } catch (error) {
      // A partition that changed hands says nothing about the event: owners that come and go must not quarantine it.
      if (error instanceof OwnershipLost) await unmarkRouting(event.position);
      if (!isFaultOfAnEvent(error)) throw error;
      if (failures + 1 >= MAX_FAILURES) return this.quarantine(event, (error as Error).message);
      logger.warn(
        { err: error, eventId: event.eventId, tenantId: event.tenantId },
        "an event could not be routed; it is tried once more",
      );
      this.poked = true;
    }
  }

  private async quarantine(event: QueuedEvent, reason: string): Promise<void> {
    logger.error({ eventId: event.eventId, tenantId: event.tenantId, reason }, "event quarantined");
    await quarantineEvent({ ...this.options.owned, position: event.position, error: reason });
  }
}

/** What the matcher threw, or a value that PostgreSQL refuses (SQLSTATE classes 22 and 23). */
function isFaultOfAnEvent(error: unknown): boolean {
  if (error instanceof UnroutableEvent) return true;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(22|23)/.test(code);
}
