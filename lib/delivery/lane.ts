import type { LaneState } from "@/lib/contracts/lane-state";
import { LaneGate } from "./gate";
import { Holding } from "./holding";
import type { Memory } from "./memory";
import { type SendContext, sendDelivery } from "./send";
import type { Slots } from "./slots";
import type { TenantGate } from "./tenant-gate";
import type { Waiter } from "./turns";
import type { LaneSettings, LaneStore, SentDelivery, WaitingDelivery } from "./types";

/** Deliveries a lane keeps in memory; more stay in their rows and are read when there is room. */
const MAX_READY = 500;
/** Below this the lane reads on, so that it does not run dry while it waits for the rows. */
const LOW_WATER = 100;
/** Sent and not recorded yet; a slow database slows the lane down instead of filling the memory. */
const MAX_UNRECORDED = 1_000;
const FAILED_READ_PAUSE_MS = 500;
/** A lane that may not send for longer than this keeps nothing in memory meanwhile. */
const LONG_REST_MS = 1_000;
/** The database's clock may be behind ours: a row that is due by ours and not by its is asked for again after this. */
const MIN_REREAD_MS = 25;

export type LaneView = Omit<LaneState, "windows" | "lastFailure" | "settledPerSecond">;

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
  tenantGate(tenantId: string): TenantGate;
}

/**
 * The line to one subscription: what waits for it, in order, and how many requests it may have in flight. State
 * of the owner's memory; a lane takes from memory only while it has no older row in the database (`behind`).
 */
export class Lane implements Waiter {
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
  /** What it held when the memory had no room for more. */
  private shortAtCharacters: number | null = null;
  private readonly memoryWaiter: Waiter;
  /** It is the lane's turn on what it shares with others. */
  private isServed = false;
  lastActiveMs: number;

  constructor(
    readonly subscriptionId: string,
    private readonly context: LaneContext,
  ) {
    this.holding = new Holding(context.memory);
    this.lastActiveMs = context.nowMs();
    this.memoryWaiter = { inFlightCount: 0, takeTurn: () => this.useMemory() };
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
    } else if (this.gate && !this.restsAt(this.gate)) {
      this.sendReady(this.settings);
      if (this.wantsMore()) this.run(() => this.readDue(), "read the waiting deliveries of a lane");
    }
  }

  /** There is room for one request in what the lanes share. */
  takeTurn(): boolean {
    const before = this.inFlight;
    this.isServed = true;
    if (this.settings && this.context.mayAct()) this.sendReady(this.settings, 1);
    this.isServed = false;
    this.pump();
    return this.inFlight > before;
  }

  forgetReady(): void {
    this.holding.forgetReady();
  }

  async close(): Promise<void> {
    this.forgetReady();
    this.context.slots.leave(this);
    this.context.memory.leave(this.memoryWaiter);
    if (this.settings) this.context.tenantGate(this.settings.tenant.id).leave(this);
    await this.settings?.sender.close();
  }

  private useMemory(): boolean {
    this.shortAtCharacters = null;
    this.pump();
    return true;
  }

  /** While nothing may go out at all (an open breaker, a Retry-After) nothing is read, and after a while nothing held. */
  private restsAt({ opensMs }: LaneGate): boolean {
    const nowMs = this.context.nowMs();
    if (opensMs <= nowMs) return false;
    if (!Number.isFinite(opensMs)) return true;
    this.gateOpensMs = opensMs;
    this.context.wakeAt(opensMs);
    if (opensMs - nowMs > LONG_REST_MS && this.holding.readyCount > 0) {
      this.forgetReady();
      this.behind = true;
    }
    return true;
  }

  private wantsMore(): boolean {
    const { gate, holding } = this;
    if (!this.behind || this.busy || !gate || gate.opensMs > this.context.nowMs()) return false;
    if (holding.readyCount >= (gate.isProbing ? 1 : LOW_WATER)) return false;
    const shortAt = this.shortAtCharacters;
    return shortAt === null || (shortAt > 0 && holding.heldCharacters <= shortAt / 2);
  }

  private keep(delivery: WaitingDelivery): boolean {
    this.lastActiveMs = this.context.nowMs();
    return this.holding.add(delivery);
  }

  private sendReady(settings: LaneSettings, most = Number.POSITIVE_INFINITY): void {
    for (let count = 0; count < most && this.holding.unrecordedCount < MAX_UNRECORDED && this.mayPass(); count += 1) {
      const next = this.holding.take();
      if (!next) break;
      this.context.slots.take(this.inFlight);
      const isProbe = this.gate?.pass(this.context.nowMs()) ?? false;
      this.inFlight += 1;
      void this.send(next, settings, isProbe);
    }
  }

  /** Whether the gate and the process let a request pass now; if not, sees to it that the lane is pumped again. */
  private mayPass(): boolean {
    if (this.holding.readyCount === 0) return false;
    const passage = this.gate?.ask(this, this.isServed, this.context.nowMs());
    if (passage?.kind === "wait") {
      this.gateOpensMs = passage.untilMs;
      this.context.wakeAt(passage.untilMs);
    }
    return passage?.kind === "go" && this.context.slots.mayTake(this, this.isServed);
  }

  private async send(delivery: WaitingDelivery, settings: LaneSettings, isProbe: boolean): Promise<void> {
    const sent = await sendDelivery(delivery, settings, this.context);
    this.inFlight -= 1;
    this.lastActiveMs = this.context.nowMs();
    this.context.onSent(sent);
    this.observe(sent, isProbe);
    this.context.slots.free(this.inFlight);
    this.pump();
    this.context.onProgress();
    await this.record(sent, settings);
  }

  private observe(sent: SentDelivery, isProbe: boolean): void {
    const { nowMs, random } = this.context;
    const breaker = this.gate?.observe({ sent, isProbe, nowMs: nowMs(), random: random() });
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
    const tenant = this.context.tenantGate(settings.tenant.id);
    tenant.join(this);
    if (this.gate) this.gate.takeOver(settings, nowMs);
    else this.gate = new LaneGate(settings, tenant, nowMs);
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
        limit: this.gate?.isProbing ? 1 : MAX_READY - this.holding.readyCount,
        except: this.holding.allIds(),
        ordering: this.settings?.ordering ?? null,
      });
      const current = this.holding.upToDate(deliveries);
      const isKept = current.every((delivery) => this.keep(delivery));
      this.isBlocked = isBlocked;
      if (!isKept) this.waitForMemory();
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

  private waitForMemory(): void {
    this.shortAtCharacters = this.holding.heldCharacters;
    this.context.memory.wait(this.memoryWaiter);
  }

  private wakeBy(timeMs: number): void {
    if (this.nextDueMs === null || timeMs < this.nextDueMs) this.nextDueMs = timeMs;
    this.context.wakeAt(this.nextDueMs);
  }
}
