import { LaneGate } from "./gate";
import { Holding } from "./holding";
import { LaneAlarm } from "./lane-alarm";
import type { LaneContext, LaneView } from "./lane-context";
import { LaneReader } from "./lane-reader";
import { LaneWork } from "./lane-work";
import { sendDelivery } from "./send";
import type { Waiter } from "./turns";
import type { LaneSettings, SentDelivery, WaitingDelivery } from "./types";

/** Sent and not recorded yet; a slow database slows the lane down instead of filling the memory. */
const MAX_UNRECORDED = 1_000;
/** A lane that may not send for longer than this keeps nothing in memory meanwhile. */
const LONG_REST_MS = 1_000;

/**
 * The line to one subscription: what waits for it, in order, and how many requests it may have in flight. State
 * of the owner's memory; a lane takes from memory only while it has no older row in the database.
 */
export class Lane implements Waiter {
  private settings: LaneSettings | null = null;
  private gate: LaneGate | null = null;
  private readonly holding: Holding;
  private readonly alarm: LaneAlarm;
  private readonly reader: LaneReader;
  private inFlight = 0;
  /** Offers that come meanwhile stay in their rows; what is ready goes out while more is read. */
  private readonly work: LaneWork;
  /** The settings may have changed. */
  private stale = true;
  /** Waiting rows may have no ordering key: they were routed before the subscription kept an order. */
  private hasUnordered = true;
  /** It is the lane's turn on what it shares with others. */
  private isServed = false;
  lastActiveMs: number;

  constructor(
    readonly subscriptionId: string,
    private readonly context: LaneContext,
  ) {
    this.holding = new Holding(context.memory);
    this.alarm = new LaneAlarm((timeMs) => context.wakeAt(timeMs));
    this.reader = new LaneReader({
      subscriptionId,
      context,
      holding: this.holding,
      alarm: this.alarm,
      keep: (delivery) => this.keep(delivery),
      onRoom: () => this.pump(),
    });
    this.work = new LaneWork({ context, alarm: this.alarm, onDone: () => this.pump() });
    this.lastActiveMs = context.nowMs();
  }

  /** Nothing to do now, and nothing under way. */
  get quiet(): boolean {
    return this.holding.isEmpty && !this.reader.isBehind && this.work.underWay === null && !this.reader.isBlocked;
  }

  /** Deliveries in memory that are not sent yet. */
  get readyCount(): number {
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
    return this.alarm.dueMs;
  }

  /**
   * What was just routed. Not taken while older rows wait in the database, or when there is no room; never by an
   * ordered lane, where only a read tells what stands before it.
   */
  offer(delivery: WaitingDelivery): void {
    if (delivery.orderingKey === null && this.settings?.ordering) this.stale = this.hasUnordered = true;
    const isBusy = this.work.underWay !== null || this.stale;
    const mustRead = this.reader.isBehind || isBusy || this.settings?.ordering !== null;
    if (mustRead || this.reader.isFull || !this.keep(delivery)) this.reader.isBehind = true;
  }

  /** Settings or rows changed: forget what waits in memory and read again. */
  refresh(): void {
    this.stale = true;
    this.forgetReady();
    this.reader.isBehind = true;
    this.pump();
  }

  /** Commands may have been missed: before anything more is sent, settings and rows are read again. */
  distrust(): void {
    this.stale = true;
  }

  /** Rows are due. */
  readAgain(): void {
    this.alarm.forgetRows();
    this.reader.isBehind = true;
    this.pump();
  }

  /** The time of `dueMs` has come. */
  onTime(nowMs: number): void {
    if (this.alarm.ring(nowMs)) this.readAgain();
    else this.pump();
  }

  /** Nothing is due before this time. */
  expect(dueMs: number): void {
    this.alarm.expectRows(dueMs);
  }

  /** Does what can be done now; called whenever something changed, and cheap when there is nothing to do. */
  pump(): void {
    if (!this.context.mayAct() || this.work.underWay === "preparing") return;
    if (!this.reader.isBehind && this.holding.readyCount === 0) return;
    const { settings, gate } = this;
    if (this.stale) {
      this.work.begin("preparing", "load the settings of a lane", () => this.loadSettings());
    } else if (settings?.status !== "active") {
      this.work.begin("preparing", "set the deliveries of a lane aside", () => this.setAside());
    } else if (gate && !this.restsAt(gate)) {
      this.sendReady(settings);
      if (!this.reader.wantsMore(gate)) return;
      this.work.begin("reading", "read the waiting deliveries of a lane", () =>
        this.reader.read(gate, settings.ordering),
      );
    }
  }

  /** There is room for one request in what the lanes share. */
  takeTurn(): boolean {
    const before = this.inFlight;
    this.isServed = true;
    const isPrepared = !this.stale && this.work.underWay !== "preparing";
    if (this.settings && isPrepared && this.context.mayAct()) this.sendReady(this.settings, 1);
    this.isServed = false;
    this.pump();
    return this.inFlight > before;
  }

  forgetReady(): void {
    this.holding.forgetReady();
    this.reader.beginAnew();
  }

  async close(): Promise<void> {
    this.forgetReady();
    this.context.slots.leave(this);
    this.reader.leave();
    if (this.settings) this.context.tenantGate(this.settings.tenant.id).leave(this);
    await this.settings?.sender.close();
  }

  /** While nothing may go out at all (an open breaker, a Retry-After) nothing is read, and after a while nothing held. */
  private restsAt({ opensMs }: LaneGate): boolean {
    const nowMs = this.context.nowMs();
    if (opensMs <= nowMs) return false;
    if (!Number.isFinite(opensMs)) return true;
    this.alarm.expectGate(opensMs);
    // Not while a read is under way: what it finds stands behind what is ready.
    if (this.work.underWay === null && opensMs - nowMs > LONG_REST_MS && this.holding.readyCount > 0) {
      this.forgetReady();
      this.reader.isBehind = true;
    }
    return true;
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
    if (passage?.kind === "wait") this.alarm.expectGate(passage.untilMs);
    return passage?.kind === "go" && this.context.slots.mayTake(this, this.isServed);
  }

  private async send(delivery: WaitingDelivery, settings: LaneSettings, isProbe: boolean): Promise<void> {
    const sent = await sendDelivery(delivery, settings, this.context);
    this.inFlight -= 1;
    this.lastActiveMs = this.context.nowMs();
    this.context.onSent(sent);
    this.observe(sent, isProbe, settings);
    this.context.slots.free(this.inFlight);
    this.pump();
    this.context.onProgress();
    try {
      this.settle(sent, await this.context.store.record(sent), settings);
      if (sent.verdict.state === "dead" && sent.verdict.gone) await this.switchOff(settings);
    } catch (error) {
      // Not ours any more, or no database: the row still says pending, so whoever owns it next sends it again.
      this.settle(sent, false, settings);
      this.context.onError(error, "record an attempt");
    }
    this.pump();
    this.context.onProgress();
  }

  private observe(sent: SentDelivery, isProbe: boolean, { destination }: LaneSettings): void {
    const { nowMs, random } = this.context;
    const breaker = this.gate?.observe({ sent, isProbe, destination, nowMs: nowMs(), random: random() });
    if (!breaker) return;
    this.context.store
      .saveBreaker(this.subscriptionId, breaker)
      .catch((error: unknown) => this.context.onError(error, "save the state of a breaker"));
  }

  /** By what the request was sent with: an endpoint that was left says nothing about the one that took its place. */
  private async switchOff(settings: LaneSettings): Promise<void> {
    try {
      await this.context.store.switchOff(settings, "gone");
      this.refresh();
    } catch (error) {
      // Its next delivery is told the same, and tries again.
      this.context.onError(error, "switch a subscription off whose endpoint is gone");
    }
  }

  /** `isCurrent` is false when a command changed the delivery meanwhile: then its rows are read again. */
  private settle({ delivery, verdict, dueAtMs }: SentDelivery, isCurrent: boolean, { ordering }: LaneSettings): void {
    const isBlocked =
      !isCurrent || verdict.state === "pending" || (verdict.state === "dead" && ordering?.onDead === "block");
    const dropped = this.holding.settle(delivery, isBlocked);
    if (!isCurrent || (dropped > 0 && verdict.state !== "pending")) this.reader.isBehind = true;
    else if (dueAtMs !== null) this.alarm.expectRows(dueAtMs);
  }

  /** All of it or nothing: a lane whose rows could not be put in order is as stale as before. */
  private async loadSettings(): Promise<void> {
    this.stale = false;
    try {
      const settings = await this.context.store.loadSettings(this.subscriptionId);
      if (settings) await this.keepOrder(settings);
      this.takeOver(settings);
    } catch (error) {
      this.stale = true;
      throw error;
    }
  }

  private async keepOrder({ ordering }: LaneSettings): Promise<void> {
    if (ordering && this.hasUnordered) await this.context.store.orderWaiting(this.subscriptionId);
    this.hasUnordered = ordering === null;
  }

  /** Null: the subscription does not exist any more. */
  private takeOver(settings: LaneSettings | null): void {
    const { settings: before, context } = this;
    this.settings = settings;
    before?.sender.close().catch((error: unknown) => context.onError(error, "close the connections of a lane"));
    if (!settings) return;
    const tenant = context.tenantGate(settings.tenant.id);
    tenant.join(this);
    if (this.gate) this.gate.takeOver(settings, context.nowMs());
    else this.gate = new LaneGate(settings, tenant, context.nowMs());
    this.reader.isBehind = true;
    this.holding.keepOrder(settings.ordering !== null);
  }

  /** Rows of a lane that must not send are no work, for this owner and for the sweep. */
  private async setAside(): Promise<void> {
    this.forgetReady();
    this.reader.isBehind = false;
    await this.context.store.setAside(this.subscriptionId).catch((error: unknown) => {
      this.reader.isBehind = true;
      throw error;
    });
  }
}
