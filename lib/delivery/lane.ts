import type { Memory } from "./memory";
import { laneHoldMs, type SendContext, sendDelivery } from "./send";
import type { Slots } from "./slots";
import type { LaneSettings, LaneStore, SentDelivery, WaitingDelivery } from "./types";

/** Deliveries a lane keeps in memory; more stay in their rows and are read when there is room. */
const MAX_READY = 500;
/** Below this the lane reads on, so that it does not run dry while it waits for the rows. */
const LOW_WATER = 100;
/** Sent and not recorded yet; a slow database slows the lane down instead of filling the memory. */
const MAX_UNRECORDED = 1_000;
/** Longest time that a Retry-After holds the whole lane. */
const MAX_HOLD_MS = 3_600_000;
const FAILED_READ_PAUSE_MS = 500;
/** The database's clock may be behind ours: a row that is due by ours and not by its is asked for again after this. */
const MIN_REREAD_MS = 25;

export interface LaneContext extends SendContext {
  store: LaneStore;
  slots: Slots;
  memory: Memory;
  /** False once the partition may be somebody else's: nothing is sent any more. */
  mayAct(): boolean;
  /** After every attempt, before it is recorded. */
  onSent(sent: SentDelivery): void;
  onError(error: unknown, what: string): void;
  /** Call `wake` at a time (wall clock, milliseconds). */
  wakeAt(timeMs: number): void;
  /** Something ended: slots may be free, the lane may have become quiet. */
  onProgress(): void;
  /** The lane would send more if the process had a slot for it. */
  onStarved(lane: Lane): void;
}

/**
 * The line to one subscription: what waits for it, in order, and how many requests it may have in flight. State
 * of the owner's memory; a lane takes from memory only while it has no older row in the database (`behind`).
 */
export class Lane {
  private settings: LaneSettings | null = null;
  private ready: WaitingDelivery[] = [];
  /** Ids in memory: ready, in flight, or sent and not recorded yet. */
  private readonly held = new Set<string>();
  private inFlight = 0;
  private behind: boolean;
  private busy = false;
  private stale = true;
  private nextDueMs: number | null = null;
  private holdUntilMs = 0;
  lastActiveMs: number;

  constructor(
    readonly subscriptionId: string,
    private readonly context: LaneContext,
    options: { behind: boolean },
  ) {
    this.behind = options.behind;
    this.lastActiveMs = context.nowMs();
  }

  /** Nothing to do now, and nothing under way. */
  get quiet(): boolean {
    return this.held.size === 0 && !this.behind && !this.busy;
  }

  get size(): number {
    return this.ready.length;
  }

  get inFlightCount(): number {
    return this.inFlight;
  }

  /** When the lane wants to be looked at again; null: only when something comes. */
  get dueMs(): number | null {
    return this.nextDueMs;
  }

  /** What was just routed. Not taken while older rows wait in the database, or when there is no room. */
  offer(delivery: WaitingDelivery): void {
    if (this.behind || this.busy || this.ready.length >= MAX_READY || !this.keep(delivery)) this.behind = true;
  }

  /** Settings or rows changed: forget what waits in memory and read again. */
  refresh(): void {
    this.stale = true;
    this.forgetReady();
    this.behind = true;
    this.pump();
  }

  /** Rows became due. */
  readAgain(): void {
    this.nextDueMs = null;
    this.behind = true;
    this.pump();
  }

  /** Nothing is due before this time. */
  expect(dueMs: number): void {
    this.wakeBy(dueMs);
  }

  pump(): void {
    if (!this.context.mayAct()) return;
    if (this.busy) return;
    if (!this.behind && this.ready.length === 0) return;
    if (this.stale) {
      this.run(() => this.loadSettings(), "load the settings of a lane");
    } else if (this.settings?.status !== "active") {
      this.run(() => this.setAside(), "set the deliveries of a lane aside");
    } else {
      this.sendReady(this.settings);
      if (this.behind && this.ready.length < LOW_WATER)
        this.run(() => this.readDue(), "read the waiting deliveries of a lane");
    }
  }

  forgetReady(): void {
    for (const delivery of this.ready) this.release(delivery);
    this.ready = [];
  }

  async close(): Promise<void> {
    this.forgetReady();
    await this.settings?.sender.close();
  }

  /** False when there is no room for it. */
  private keep(delivery: WaitingDelivery): boolean {
    if (this.held.has(delivery.id)) return true;
    if (!this.context.memory.take(delivery.body.length)) return false;
    this.held.add(delivery.id);
    this.ready.push(delivery);
    this.lastActiveMs = this.context.nowMs();
    return true;
  }

  private release(delivery: WaitingDelivery): void {
    if (this.held.delete(delivery.id)) this.context.memory.give(delivery.body.length);
  }

  private sendReady(settings: LaneSettings): void {
    if (this.holdUntilMs > this.context.nowMs()) {
      this.wakeBy(this.holdUntilMs);
      return;
    }
    let sent = 0;
    const unrecorded = this.held.size - this.ready.length;
    while (sent < this.ready.length && this.inFlight < settings.maxConcurrency && unrecorded + sent < MAX_UNRECORDED) {
      if (!this.context.slots.take(this.inFlight)) {
        this.context.onStarved(this);
        break;
      }
      this.inFlight += 1;
      void this.send(this.ready[sent] as WaitingDelivery, settings);
      sent += 1;
    }
    if (sent > 0) this.ready.splice(0, sent);
  }

  private async send(delivery: WaitingDelivery, settings: LaneSettings): Promise<void> {
    const sent = await sendDelivery(delivery, settings, this.context);
    this.inFlight -= 1;
    this.context.slots.free();
    this.lastActiveMs = this.context.nowMs();
    this.context.onSent(sent);
    const holdMs = Math.min(laneHoldMs(sent), MAX_HOLD_MS);
    if (holdMs > 0) this.holdUntilMs = Math.max(this.holdUntilMs, this.context.nowMs() + holdMs);
    this.pump();
    this.context.onProgress();
    await this.record(sent);
  }

  private async record(sent: SentDelivery): Promise<void> {
    try {
      const current = await this.context.store.record(sent);
      this.release(sent.delivery);
      if (!current) this.behind = true;
      else if (sent.dueAtMs !== null) this.wakeBy(sent.dueAtMs);
      if (sent.verdict.state === "dead" && sent.verdict.gone) {
        await this.context.store.switchOff(this.subscriptionId, "gone");
        this.refresh();
      }
    } catch (error) {
      // Not ours any more, or no database: the row still says pending, so whoever owns it next sends it again.
      this.release(sent.delivery);
      this.context.onError(error, "record an attempt");
    }
    this.pump();
    this.context.onProgress();
  }

  /** One thing at a time: settings or rows. Offers that come meanwhile stay in their rows. */
  private run(work: () => Promise<void>, what: string): void {
    this.busy = true;
    void work()
      .catch((error: unknown) => {
        this.context.onError(error, what);
        this.wakeBy(this.context.nowMs() + FAILED_READ_PAUSE_MS);
        return "failed" as const;
      })
      .then((outcome) => {
        this.busy = false;
        if (outcome !== "failed") this.pump();
        this.context.onProgress();
      });
  }

  private async loadSettings(): Promise<void> {
    this.stale = false;
    const before = this.settings;
    try {
      this.settings = await this.context.store.loadSettings(this.subscriptionId);
    } catch (error) {
      this.stale = true;
      throw error;
    }
    if (before) void before.sender.close();
  }

  /** Rows of a lane that must not send are no work, for this owner and for the sweep. */
  private async setAside(): Promise<void> {
    this.forgetReady();
    this.behind = false;
    try {
      await this.context.store.setAside(this.subscriptionId);
    } catch (error) {
      this.behind = true;
      throw error;
    }
  }

  private async readDue(): Promise<void> {
    this.behind = false;
    const { store, nowMs } = this.context;
    try {
      const limit = MAX_READY - this.ready.length;
      const { deliveries, isAll } = await store.readDue({
        subscriptionId: this.subscriptionId,
        limit,
        except: [...this.held],
      });
      const kept = deliveries.every((delivery) => this.keep(delivery));
      if (!isAll || !kept) {
        this.behind = true;
        return;
      }
      const next = await store.readNextDue(this.subscriptionId);
      if (next !== null) this.wakeBy(Math.max(next, nowMs() + MIN_REREAD_MS));
    } catch (error) {
      this.behind = true;
      throw error;
    }
  }

  private wakeBy(timeMs: number): void {
    if (this.nextDueMs === null || timeMs < this.nextDueMs) this.nextDueMs = timeMs;
    this.context.wakeAt(this.nextDueMs);
  }
}
