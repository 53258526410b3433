import { Lane } from "./lane";
import type { LaneContext, LaneView } from "./lane-context";
import { TenantGate } from "./tenant-gate";
import type { WaitingDelivery } from "./types";

/** A lane that had nothing to do for this long gives its connections back. */
const EVICT_AFTER_MS = 60_000;
/** setTimeout takes 31 bits; a later time is looked at again on the way. */
const MAX_TIMER_MS = 60_000;

export interface LanesOptions extends Omit<LaneContext, "wakeAt" | "onProgress" | "tenantGate"> {
  /** No lane has anything to do now. */
  onQuiet(): void;
  /** A lane had nothing to do for a while and was given up; the next delivery makes it anew. */
  onEvicted(subscriptionId: string): void;
}

/** All lanes of a partition: who gets which delivery, and when which lane is looked at again. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly context: LaneContext;
  private timer: NodeJS.Timeout | undefined;
  private timerAtMs = Number.POSITIVE_INFINITY;
  private readonly tenants = new Map<string, TenantGate>();
  private checking = false;
  private ending = false;

  constructor(private readonly options: LanesOptions) {
    this.context = {
      store: options.store,
      slots: options.slots,
      memory: options.memory,
      signal: options.signal,
      newAttemptId: options.newAttemptId,
      nowMs: options.nowMs,
      random: options.random,
      mayAct: () => !this.ending && options.mayAct(),
      onSent: options.onSent,
      onError: options.onError,
      wakeAt: (timeMs) => this.arm(timeMs),
      onProgress: () => this.checkSoon(),
      tenantGate: (tenantId) => this.tenantGate(tenantId),
    };
  }

  /** Takes up what an earlier owner left; also when commands may have been missed, which lanes that are there obey then. */
  async start(): Promise<void> {
    for (const lane of this.lanes.values()) lane.distrust();
    const nowMs = this.options.nowMs();
    for (const { subscriptionId, dueAtMs } of await this.options.store.listBacklogs()) {
      const lane = this.laneOf(subscriptionId);
      if (dueAtMs <= nowMs) lane.readAgain();
      else lane.expect(dueAtMs);
    }
  }

  offer(deliveries: readonly WaitingDelivery[]): void {
    const touched = new Set<Lane>();
    for (const delivery of deliveries) {
      const lane = this.laneOf(delivery.subscriptionId);
      lane.offer(delivery);
      touched.add(lane);
    }
    for (const lane of touched) lane.pump();
  }

  /** Rows that nobody holds are due. */
  readAgain(subscriptionId: string): void {
    this.laneOf(subscriptionId).readAgain();
  }

  refresh(subscriptionId: string): void {
    this.laneOf(subscriptionId).refresh();
  }

  describe(subscriptionId: string): LaneView | null {
    return this.lanes.get(subscriptionId)?.describe() ?? null;
  }

  /** Lanes with requests in flight. */
  listBusy(): string[] {
    return [...this.lanes.values()].filter((lane) => lane.inFlightCount > 0).map((lane) => lane.subscriptionId);
  }

  get quiet(): boolean {
    for (const lane of this.lanes.values()) if (!lane.quiet) return false;
    return true;
  }

  /** No request is in flight in any lane. */
  get quietInFlight(): boolean {
    for (const lane of this.lanes.values()) if (lane.inFlightCount > 0) return false;
    return true;
  }

  /** Deliveries in memory that are not sent yet. */
  get readyCount(): number {
    let count = 0;
    for (const lane of this.lanes.values()) count += lane.readyCount;
    return count;
  }

  /** The soonest time at which a lane wants to go on; null when none waits for a time. */
  get nextDueMs(): number | null {
    let soonest: number | null = null;
    for (const { dueMs } of this.lanes.values())
      if (dueMs !== null && (soonest === null || dueMs < soonest)) soonest = dueMs;
    return soonest;
  }

  /** From now on nothing new is sent; what is in flight goes on. */
  drop(): void {
    this.ending = true;
    clearTimeout(this.timer);
    for (const lane of this.lanes.values()) lane.forgetReady();
  }

  async close(): Promise<void> {
    this.drop();
    await Promise.all([...this.lanes.values()].map((lane) => lane.close()));
    this.lanes.clear();
  }

  private tenantGate(tenantId: string): TenantGate {
    const known = this.tenants.get(tenantId);
    if (known) return known;
    const gate = new TenantGate(this.options.nowMs, (timeMs) => this.arm(timeMs));
    this.tenants.set(tenantId, gate);
    return gate;
  }

  private laneOf(subscriptionId: string): Lane {
    const known = this.lanes.get(subscriptionId);
    if (known) return known;
    const lane = new Lane(subscriptionId, this.context);
    this.lanes.set(subscriptionId, lane);
    this.arm(this.options.nowMs() + EVICT_AFTER_MS);
    return lane;
  }

  /** Once in a turn of the event loop, however many requests ended in it. */
  private checkSoon(): void {
    if (this.checking) return;
    this.checking = true;
    setImmediate(() => {
      this.checking = false;
      if (this.quiet) this.options.onQuiet();
    });
  }

  private arm(timeMs: number): void {
    if (timeMs >= this.timerAtMs) return;
    clearTimeout(this.timer);
    this.timerAtMs = timeMs;
    const waitMs = Math.min(MAX_TIMER_MS, Math.max(1, timeMs - this.options.nowMs()));
    this.timer = setTimeout(() => this.onTimer(), waitMs);
  }

  private onTimer(): void {
    this.timerAtMs = Number.POSITIVE_INFINITY;
    const nowMs = this.options.nowMs();
    for (const tenant of this.tenants.values()) tenant.onTime();
    for (const lane of this.lanes.values()) {
      if (lane.dueMs === null) {
        this.evict(lane, nowMs);
        continue;
      }
      if (lane.dueMs <= nowMs) lane.onTime(nowMs);
      // Also one whose time has come may have a later one: its gate opened, and its next retry is not due yet.
      if (lane.dueMs !== null) this.arm(lane.dueMs);
    }
    for (const [id, tenant] of this.tenants) if (tenant.isUnused) this.tenants.delete(id);
    // Where all goes well no lane waits for a time, and nobody would look for the idle ones.
    if (this.lanes.size > 0) this.arm(nowMs + EVICT_AFTER_MS);
  }

  /** What it knew of its limits stands in its row and is taken up again (`LaneSettings.leftBehind`). */
  private evict(lane: Lane, nowMs: number): void {
    if (!lane.quiet || nowMs - lane.lastActiveMs < EVICT_AFTER_MS) return;
    this.lanes.delete(lane.subscriptionId);
    lane.close().catch((error: unknown) => this.options.onError(error, "close an idle lane"));
    this.options.onEvicted(lane.subscriptionId);
  }
}
