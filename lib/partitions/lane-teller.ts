import { SECOND_MS } from "@/lib/clock";
import type { LaneState } from "@/lib/contracts/lane-state";
import { LaneTally } from "@/lib/delivery/lane-tally";
import type { Lanes } from "@/lib/delivery/lanes";
import type { SentDelivery } from "@/lib/delivery/types";
import { logger } from "@/lib/logger";
import { loadLaneStates, saveLaneStates } from "@/lib/queries/lane-states";
import type { Owned } from "./owned";

const EVERY_MS = SECOND_MS;

interface Known {
  tally: LaneTally;
  /** What the last row said, to write changes only. */
  told: string;
  /** Joined with what an earlier owner left. */
  isWhole: boolean;
}

/**
 * Tells, at most once a second and only of lanes that changed, what only the owner's memory knows of them: for the
 * health endpoints, which run in another process. A lane at rest costs nothing.
 */
export class LaneTeller {
  private readonly known = new Map<string, Known>();
  private readonly changed = new Set<string>();
  private telling: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly owned: Owned,
    private readonly lanes: Lanes,
    private readonly mayAct: () => boolean,
  ) {
    this.timer = setInterval(() => void this.tell(), EVERY_MS);
  }

  observe(sent: SentDelivery): void {
    const { subscriptionId } = sent.delivery;
    this.knownOf(subscriptionId).tally.observe(sent, Date.now());
    this.changed.add(subscriptionId);
  }

  /** Its row keeps what was told, and is joined again when the lane comes back. */
  forget(subscriptionId: string): void {
    this.known.delete(subscriptionId);
    this.changed.delete(subscriptionId);
  }

  /** After the last attempt was recorded; the fence still holds. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.tell();
  }

  private tell(): Promise<void> {
    this.telling = this.telling.then(() => this.tellChanged());
    return this.telling;
  }

  private async tellChanged(): Promise<void> {
    if (!this.mayAct()) return;
    for (const id of this.lanes.listBusy()) this.changed.add(id);
    const ids = [...this.changed];
    this.changed.clear();
    if (ids.length === 0) return;
    try {
      await this.joinEarlier(ids);
      const states = ids.flatMap((subscriptionId) => this.news(subscriptionId));
      if (states.length > 0) await saveLaneStates(this.owned, states);
    } catch (error) {
      for (const id of ids) {
        this.changed.add(id);
        this.knownOf(id).told = "";
      }
      logger.warn(
        { err: error, partition: this.owned.partitionId },
        "the state of lanes was not told; tried again soon",
      );
    }
  }

  private news(subscriptionId: string): { subscriptionId: string; state: LaneState }[] {
    const known = this.knownOf(subscriptionId);
    const lane = this.lanes.describe(subscriptionId);
    if (!lane) {
      this.known.delete(subscriptionId);
      return [];
    }
    const state = { ...known.tally.tell(Date.now()), ...lane };
    // Numbers that fall when nothing more comes (the rate, what is in flight) are looked at again.
    if (state.inFlight > 0 || state.settledPerSecond > 0) this.changed.add(subscriptionId);
    const told = JSON.stringify(state);
    if (told === known.told) return [];
    known.told = told;
    return [{ subscriptionId, state }];
  }

  private async joinEarlier(ids: readonly string[]): Promise<void> {
    const fresh = ids.filter((id) => !this.knownOf(id).isWhole);
    if (fresh.length === 0) return;
    const earlier = await loadLaneStates(fresh);
    for (const id of fresh) {
      const known = this.knownOf(id);
      const left = earlier.get(id);
      if (left) known.tally.addEarlier(left);
      known.isWhole = true;
    }
  }

  private knownOf(subscriptionId: string): Known {
    const known = this.known.get(subscriptionId);
    if (known) return known;
    const fresh = { tally: new LaneTally(Date.now()), told: "", isWhole: false };
    this.known.set(subscriptionId, fresh);
    return fresh;
  }
}
