import type { LaneState } from "@/lib/contracts/lane-state";
import { LaneGate } from "./gate";
import { Holding } from "./holding";
import type { Memory } from "./memory";
import { type SendContext, sendDelivery } from "./send";
import type { Slots } from "./slots";
import type { TenantGate } from "./tenant-gate";
import type { LaneSettings, LaneStore, SentDelivery, WaitingDelivery } from "./types";

/** Deliveries a lane keeps in memory; more stay in their rows and are read when there is room. */
const MAX_READY = 500;
/** Below this the lane reads on, so that it does not run dry while it waits for the rows. */
const LOW_WATER = 100;
/** Sent and not recorded yet; a slow database slows the lane down instead of filling the memory. */
const MAX_UNRECORDED = 1_000;
const FAILED_READ_PAUSE_MS = 500;
/** The database's clock may be behind ours: a row that is due by ours and not by its is asked for again after this. */
const MIN_REREAD_MS = 25;

export type LaneView = Pick<LaneState, "breaker" | "heldUntilMs" | "inFlight" | "concurrencyLimit">;

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
  /** The lane would go on if the process or the tenant had room for it: pump it when a request has ended. */
  onStarved(lane: Lane): void;
  tenantGate(tenantId: string): TenantGate;
}

/**
 * The line to one subscription: what waits for it, in order, and how many requests it may have in flight. State
 * of the owner's memory; a lane takes from memory only while it has no older row in the database (`behind`).
 */
export class Lane {
  private settings: LaneSettings | null = null;
  private gate: LaneGate | null = null;
  private readonly holding: Holding;
  private inFlight = 0;
  private behind = false;
  private busy = false;
  /** Rows that are due stand behind one that is not: no work, but the partition must not look abandoned. */
  private isBlocked = false;
  private stale = true;
  /** Waiting rows may have no ordering key: they were routed before the subscription kept an order. */
  private hasUnordered = true;
  /** When rows become due. */
  private nextDueMs: number | null = null;
  /** When the gate may let something pass. */
  private gateOpensMs: number | null = null;
  lastActiveMs: number;

  constructor(
    readonly subscriptionId: string,
    private readonly context: LaneContext,
  ) {
    this.holding = new Holding(context.memory);
    this.lastActiveMs = context.nowMs();
  }

  /** Nothing to do now, and nothing under way. */
  get quiet(): boolean {
    return this.holding.isEmpty && !this.behind && !this.busy && !this.isBlocked;
  }

  get size(): number {
    return this.holding.readyCount;
  }

  get inFlightCount(): number {
    return this.inFlight;
  }

  /** What others may know of it; null before its settings are there. */
  describe(): LaneView | null {
    return this.gate && { ...this.gate.describe(), inFlight: this.inFlight };
  }

  /** When the lane wants to be looked at again; null: only when something comes. */
  get dueMs(): number | null {
    if (this.nextDueMs === null || this.gateOpensMs === null) return this.nextDueMs ?? this.gateOpensMs;
    return Math.min(this.nextDueMs, this.gateOpensMs);
  }

  /**
   * What was just routed. Not taken while older rows wait in the database, or when there is no room; never by an
   * ordered lane, where only a read tells what stands before it.
   */
  offer(delivery: WaitingDelivery): void {
    if (delivery.orderingKey === null && this.settings?.ordering) this.refreshOrder();
    const mustRead = this.behind || this.busy || this.stale || this.settings?.ordering !== null;
    if (mustRead || this.holding.readyCount >= MAX_READY || !this.keep(delivery)) this.behind = true;
  }

  /** Settings or rows changed: forget what waits in memory and read again. */
  refresh(): void {
    this.stale = true;
    this.forgetReady();
    this.behind = true;
    this.pump();
  }

  private refreshOrder(): void {
    this.hasUnordered = true;
    this.stale = true;
  }

  /** Rows are due. */
  readAgain(): void {
    this.nextDueMs = null;
    this.behind = true;
    this.pump();
  }

  /** The time of `dueMs` has come. */
  onTime(nowMs: number): void {
    if (this.gateOpensMs !== null && this.gateOpensMs <= nowMs) this.gateOpensMs = null;
    if (this.nextDueMs !== null && this.nextDueMs <= nowMs) this.readAgain();
    else this.pump();
  }

  /** Nothing is due before this time. */
  expect(dueMs: number): void {
    this.wakeBy(dueMs);
  }

  pump(): void {
    if (!this.context.mayAct()) return;
    if (this.busy) return;
    if (!this.behind && this.holding.readyCount === 0) return;
    if (this.stale) {
      this.run(() => this.loadSettings(), "load the settings of a lane");
    } else if (this.settings?.status !== "active") {
      this.run(() => this.setAside(), "set the deliveries of a lane aside");
    } else {
      this.sendReady(this.settings);
      if (this.behind && this.holding.readyCount < LOW_WATER)
        this.run(() => this.readDue(), "read the waiting deliveries of a lane");
    }
  }

  forgetReady(): void {
    this.holding.forgetReady();
  }

  async close(): Promise<void> {
    this.forgetReady();
    await this.settings?.sender.close();
  }

  private keep(delivery: WaitingDelivery): boolean {
    this.lastActiveMs = this.context.nowMs();
    return this.holding.add(delivery);
  }

  private sendReady(settings: LaneSettings): void {
    while (this.holding.unrecordedCount < MAX_UNRECORDED && this.mayPass()) {
      const next = this.holding.take();
      if (!next) break;
      this.context.slots.take();
      this.gate?.pass(this.context.nowMs());
      this.inFlight += 1;
      void this.send(next, settings);
    }
  }

  /** Whether the gate and the process let a request pass now; if not, sees to it that the lane is pumped again. */
  private mayPass(): boolean {
    if (this.holding.readyCount === 0) return false;
    const passage = this.gate?.ask(this.inFlight, this.context.nowMs());
    if (passage?.kind === "wait") {
      this.gateOpensMs = passage.untilMs;
      this.context.wakeAt(passage.untilMs);
      return false;
    }
    if (passage?.kind === "go" && this.context.slots.hasRoom(this.inFlight)) return true;
    this.context.onStarved(this);
    return false;
  }

  private async send(delivery: WaitingDelivery, settings: LaneSettings): Promise<void> {
    const sent = await sendDelivery(delivery, settings, this.context);
    this.inFlight -= 1;
    this.context.slots.free();
    this.lastActiveMs = this.context.nowMs();
    this.context.onSent(sent);
    this.observe(sent);
    this.pump();
    this.context.onProgress();
    await this.record(sent, settings);
  }

  private observe(sent: SentDelivery): void {
    const breaker = this.gate?.observe(sent, { nowMs: this.context.nowMs(), random: this.context.random() });
    if (!breaker) return;
    this.context.store
      .saveBreaker(this.subscriptionId, breaker)
      .catch((error: unknown) => this.context.onError(error, "save the state of a breaker"));
  }

  private async record(sent: SentDelivery, settings: LaneSettings): Promise<void> {
    try {
      const current = await this.context.store.record(sent);
      this.settle(sent, current, settings);
      if (sent.verdict.state === "dead" && sent.verdict.gone) {
        await this.context.store.switchOff(this.subscriptionId, "gone");
        this.refresh();
      }
    } catch (error) {
      // Not ours any more, or no database: the row still says pending, so whoever owns it next sends it again.
      this.settle(sent, false, settings);
      this.context.onError(error, "record an attempt");
    }
    this.pump();
    this.context.onProgress();
  }

  /** `isCurrent` is false when a command changed the delivery meanwhile: then its rows are read again. */
  private settle({ delivery, verdict, dueAtMs }: SentDelivery, isCurrent: boolean, { ordering }: LaneSettings): void {
    const isBlocked =
      !isCurrent || verdict.state === "pending" || (verdict.state === "dead" && ordering?.onDead === "block");
    const dropped = this.holding.settle(delivery, isBlocked);
    if (!isCurrent || (dropped > 0 && verdict.state !== "pending")) this.behind = true;
    else if (dueAtMs !== null) this.wakeBy(dueAtMs);
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
    if (this.settings) await this.keepOrder(this.settings);
    if (this.settings) this.takeOver(this.settings);
    if (before) void before.sender.close();
  }

  private async keepOrder({ ordering }: LaneSettings): Promise<void> {
    if (ordering && this.hasUnordered) await this.context.store.orderWaiting(this.subscriptionId);
    this.hasUnordered = ordering === null;
  }

  private takeOver(settings: LaneSettings): void {
    const nowMs = this.context.nowMs();
    if (this.gate) this.gate.takeOver(settings, nowMs);
    else this.gate = new LaneGate(settings, this.context.tenantGate(settings.tenant.id), nowMs);
    this.behind = true;
    this.holding.keepOrder(settings.ordering !== null);
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
    this.holding.beginRead();
    try {
      const { deliveries, isAll, isBlocked } = await store.readDue({
        subscriptionId: this.subscriptionId,
        limit: MAX_READY - this.holding.readyCount,
        except: this.holding.allIds(),
        ordering: this.settings?.ordering ?? null,
      });
      const current = this.holding.upToDate(deliveries);
      const isKept = current.every((delivery) => this.keep(delivery));
      this.isBlocked = isBlocked;
      if (!isKept) this.context.onStarved(this);
      if (!isAll || !isKept || current.length < deliveries.length) {
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
