import type { SecretBox } from "@/lib/crypto";
import { Lanes } from "@/lib/delivery/lanes";
import type { Memory } from "@/lib/delivery/memory";
import type { Slots } from "@/lib/delivery/slots";
import type { SentDelivery, WaitingDelivery } from "@/lib/delivery/types";
import type { DestinationRegistry } from "@/lib/destinations/registry";
import { newId } from "@/lib/ids";
import { logger, logInfoText } from "@/lib/logger";
import { metrics } from "@/lib/metrics";
import type { LaneRow } from "@/lib/queries/load-subscriptions";
import type { Command } from "@/lib/queries/notify";
import { EndpointLog } from "./endpoint-log";
import { FanOut } from "./fan-out";
import { createLaneStore } from "./lane-store";
import { LaneTeller } from "./lane-teller";
import type { Matchers } from "./matchers";
import { type Owned, OwnershipLost } from "./owned";
import { pause } from "./pause";

/** With more than this in memory fan-out waits a little for the lanes: a row read back costs a query. */
const MAX_READY = 4_000;
/** But no longer than this: a slow endpoint must not hold up the others' events. */
const MAX_ROOM_WAIT_MS = 20;
const ROOM_CHECK_MS = 4;
/** How long requests in flight may go on when the owner lets go; then they are cut and not charged. */
const STOP_GRACE_MS = 4_000;
const STOP_CHECK_MS = 20;

/** What all partitions of a process share. */
export interface OwnerDeps {
  matchers: Matchers;
  slots: Slots;
  memory: Memory;
  destinations: DestinationRegistry;
  secretBox: SecretBox;
  openConfig(row: LaneRow): unknown;
}

/** A partition in this process's hands: its fan-out and its lanes, in memory. */
export class PartitionOwner {
  private readonly abort = new AbortController();
  private readonly fanOut: FanOut;
  private readonly lanes: Lanes;
  private readonly store: ReturnType<typeof createLaneStore>;
  private readonly teller: LaneTeller;
  private readonly endpoints: EndpointLog;
  private actUntilMs: number;
  private lost = false;
  /** When fan-out and lanes last had something to do; monotonic. */
  private readonly busyAtMs = { "fan-out": performance.now(), deliver: performance.now() };

  constructor(
    readonly owned: Owned,
    deps: OwnerDeps,
    options: { tookOver: boolean; actUntilMs: number },
  ) {
    this.actUntilMs = options.actUntilMs;
    const mayAct = () => this.mayAct();
    this.store = createLaneStore({ owned, mayAct, ...deps });
    this.lanes = new Lanes({
      store: this.store,
      slots: deps.slots,
      memory: deps.memory,
      signal: this.abort.signal,
      newAttemptId: () => newId("attempt"),
      nowMs: Date.now,
      random: Math.random,
      mayAct,
      onSent: (sent) => this.onSent(sent),
      onError: (error, what) => this.onError(error, what),
      onQuiet: () => this.touch("deliver"),
      onEvicted: (subscriptionId) => this.forget(subscriptionId),
    });
    this.teller = new LaneTeller(owned, this.lanes, mayAct);
    this.endpoints = new EndpointLog(owned, (error) => this.onError(error, "note how an endpoint is"));
    this.fanOut = new FanOut({
      owned,
      carefully: options.tookOver,
      matchers: deps.matchers,
      mayAct,
      deliver: (deliveries) => this.deliver(deliveries),
      onLost: () => this.lose(),
    });
  }

  async start(): Promise<void> {
    await this.lanes.start();
    await this.fanOut.start();
  }

  /** Within its time, by a clock that nobody sets: a stopped process must not wake up and send. */
  mayAct(): boolean {
    return !this.lost && performance.now() < this.actUntilMs;
  }

  get isLost(): boolean {
    return this.lost;
  }

  /** The heartbeat that was sent at some moment keeps the partition until `actUntilMs`. */
  extend(actUntilMs: number): void {
    const slept = !this.mayAct();
    this.actUntilMs = actUntilMs;
    if (slept && this.mayAct()) this.resume();
  }

  lose(): void {
    if (this.lost) return;
    this.lost = true;
    logger.warn({ partition: this.owned.partitionId, epoch: this.owned.epoch }, "partition lost to another owner");
    this.lanes.drop();
  }

  /** Events were committed; with a time: one is scheduled for it. */
  poke(scheduledMs: number | null): void {
    if (scheduledMs !== null) this.fanOut.expect(scheduledMs);
    this.touch("fan-out");
    this.fanOut.poke();
  }

  /** Settings or rows of a lane were changed by somebody else. */
  obey({ subscriptionId, rowsOnly }: Command): void {
    this.touch("deliver");
    if (rowsOnly) this.lanes.readAgain(subscriptionId);
    else this.lanes.refresh(subscriptionId);
  }

  /** Notifications may have been missed: look at everything again. */
  resume(): void {
    this.fanOut.poke();
    this.lanes.start().catch((error: unknown) => this.onError(error, "look for waiting deliveries"));
  }

  /** For how long the role has had nothing to do and nothing due within `soonMs`. */
  quietForMs(role: "fan-out" | "deliver", soonMs: number): number {
    const part = role === "fan-out" ? this.fanOut : this.lanes;
    const dueSoon = part.nextDueMs !== null && part.nextDueMs - Date.now() < soonMs;
    if (!part.quiet || dueSoon) this.touch(role);
    return performance.now() - this.busyAtMs[role];
  }

  /** Ends everything: what is in flight gets a moment, then is cut and not charged. */
  async stop(): Promise<void> {
    await this.fanOut.stop();
    this.lanes.drop();
    const until = performance.now() + (this.lost ? 0 : STOP_GRACE_MS);
    while (!this.lanes.quietInFlight && performance.now() < until) await pause(STOP_CHECK_MS);
    this.abort.abort();
    while (!this.lanes.quietInFlight) await pause(STOP_CHECK_MS);
    await this.store.settled();
    await this.teller.stop();
    await this.lanes.close();
  }

  /** What is remembered of a lane goes with it: an owner may live for weeks and see many. */
  private forget(subscriptionId: string): void {
    this.store.forget(subscriptionId);
    this.teller.forget(subscriptionId);
    this.endpoints.forget(subscriptionId);
  }

  private onSent(sent: SentDelivery): void {
    this.endpoints.note(sent);
    this.teller.observe(sent);
    reportAttempt(sent);
  }

  private async deliver(deliveries: WaitingDelivery[]): Promise<void> {
    this.touch("deliver");
    this.lanes.offer(deliveries);
    for (
      let waitedMs = 0;
      this.lanes.readyCount > MAX_READY && waitedMs < MAX_ROOM_WAIT_MS;
      waitedMs += ROOM_CHECK_MS
    ) {
      await pause(ROOM_CHECK_MS);
    }
  }

  private touch(role: "fan-out" | "deliver"): void {
    this.busyAtMs[role] = performance.now();
  }

  private onError(error: unknown, what: string): void {
    if (error instanceof OwnershipLost) this.lose();
    else logger.error({ err: error, partition: this.owned.partitionId }, `could not ${what}`);
  }
}

function reportAttempt({ delivery, result, verdict, dueAtMs, queueMs }: SentDelivery): void {
  const settled = verdict.state === "pending" ? null : verdict.state;
  metrics().countAttempt(delivery, { outcome: result.outcome, queueMs, durationMs: result.timings.totalMs, settled });
  // All but the correlation id is ours and needs no escaping.
  logInfoText(
    `"eventId":"${delivery.eventId}","tenantId":"${delivery.tenantId}","subscriptionId":"${delivery.subscriptionId}"` +
      `,"deliveryId":"${delivery.id}","attempt":${delivery.attemptTotal + 1}` +
      `,"correlationId":${JSON.stringify(delivery.correlationId)},"outcome":"${result.outcome}"` +
      `,"statusCode":${result.statusCode},"durationMs":${Math.round(result.timings.totalMs)},"state":"${verdict.state}"` +
      (dueAtMs === null ? "" : `,"dueAt":"${new Date(dueAtMs).toISOString()}"`),
    "attempt",
  );
}
