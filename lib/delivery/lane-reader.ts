import type { LaneGate } from "./gate";
import type { Holding } from "./holding";
import type { LaneAlarm } from "./lane-alarm";
import type { LaneContext } from "./lane-context";
import type { Waiter } from "./turns";
import type { LaneSettings, WaitingDelivery } from "./types";

/**
 * Deliveries a lane keeps in memory, if the memory has room for their bodies; more stay in their rows. Reading one back
 * is half the price of an attempt; with four times as many waiting, the collector's copying of them cost more than that.
 */
const MAX_READY = 1_000;
/** Deliveries of one read. */
const READ = 500;
/** Below this the lane reads on: a read takes some 20 ms on a busy machine, and a lane sends 10 a millisecond. */
const LOW_WATER = 300;
/** The database's clock may be behind ours: a row that is due by ours and not by its is asked for again after this. */
const MIN_REREAD_MS = 25;

export interface LaneReaderOptions {
  subscriptionId: string;
  context: Pick<LaneContext, "store" | "memory" | "nowMs">;
  holding: Holding;
  alarm: LaneAlarm;
  /** Takes a delivery into memory; false when there is no room for it. */
  keep(delivery: WaitingDelivery): boolean;
  /** There is room again for what the last read could not take. */
  onRoom(): void;
}

/** Brings what stands in a lane's rows into memory, as far as there is room and as much as the gate can make use of. */
export class LaneReader {
  /** Rows may be due that are not in memory: nothing newer is taken past them. */
  isBehind = false;
  /** Rows that are due stand behind one that is not: no work, but the partition must not look abandoned. */
  isBlocked = false;
  /** What the lane held when the memory had no room for more. */
  private shortAtCharacters: number | null = null;
  /** What was read is not all in memory or done. */
  private mustBeginAnew = false;
  private readonly memoryWaiter: Waiter;

  constructor(private readonly options: LaneReaderOptions) {
    this.memoryWaiter = { inFlightCount: 0, takeTurn: () => this.useMemory() };
  }

  get isFull(): boolean {
    return this.options.holding.readyCount >= MAX_READY;
  }

  /** Whether a read would be of use now. */
  wantsMore(gate: LaneGate): boolean {
    const { holding, context } = this.options;
    if (!this.isBehind || gate.opensMs > context.nowMs()) return false;
    if (holding.readyCount >= (gate.isProbing ? 1 : LOW_WATER)) return false;
    const shortAt = this.shortAtCharacters;
    return shortAt === null || (shortAt > 0 && holding.heldCharacters <= shortAt / 2);
  }

  /** Reads what is due, the oldest first. The lane is behind again when that was not all, or when it fails. */
  async read(gate: LaneGate, ordering: LaneSettings["ordering"]): Promise<void> {
    const { subscriptionId, holding, context, alarm, keep } = this.options;
    const anew = this.mustBeginAnew;
    this.isBehind = false;
    this.mustBeginAnew = false;
    try {
      // Asked first: what becomes due between the two questions is then in both answers, and not in neither.
      const next = await context.store.readNextDue(subscriptionId);
      holding.beginRead();
      const { deliveries, isAll, isBlocked } = await context.store.readDue({
        subscriptionId,
        limit: gate.isProbing ? 1 : READ,
        except: holding.allIds(),
        anew,
        ordering,
      });
      const current = holding.upToDate(deliveries);
      const isKept = current.every(keep);
      this.isBlocked = isBlocked;
      if (!isKept) {
        this.mustBeginAnew = true;
        this.waitForMemory();
      }
      if (!isAll || !isKept || current.length < deliveries.length) {
        this.isBehind = true;
        return;
      }
      if (next !== null) alarm.expectRows(Math.max(next, context.nowMs() + MIN_REREAD_MS));
    } catch (error) {
      this.isBehind = true;
      this.mustBeginAnew = true;
      throw error;
    }
  }

  /** What waited in memory was forgotten. */
  beginAnew(): void {
    this.mustBeginAnew = true;
  }

  leave(): void {
    this.options.context.memory.leave(this.memoryWaiter);
  }

  private waitForMemory(): void {
    this.shortAtCharacters = this.options.holding.heldCharacters;
    this.options.context.memory.wait(this.memoryWaiter);
  }

  private useMemory(): boolean {
    this.shortAtCharacters = null;
    this.options.onRoom();
    return true;
  }
}
