import { Turns, type Waiter } from "./turns";

export interface SlotLimits {
  /** Requests in flight at once that a process bears well. */
  limit: number;
  /** And at most: beyond the limit a lane still gets its fair share of it, up to here. */
  most: number;
}

/**
 * Requests of a process in flight at once. When the house is full a lane still gets as much as an equal share for each
 * lane would be, and one slot in any case: endpoints that answer late fill the house, and must not be the reason that
 * others wait. So there are at most about twice `limit`, and never more than `most`.
 */
export class Slots {
  private inFlight = 0;
  /** Lanes with requests in flight. */
  private lanes = 0;
  private readonly turns: Turns;

  constructor(private readonly limits: SlotLimits) {
    this.turns = new Turns(() => this.inFlight < limits.limit, "fewest");
  }

  /** Whether the lane may send now. `isServed`: it is its turn. If it may not, it stands in line from now on. */
  mayTake(lane: Waiter, isServed: boolean): boolean {
    const { limit, most } = this.limits;
    const own = lane.inFlightCount;
    const share = Math.max(1, Math.floor(limit / (this.lanes + (own === 0 ? 1 : 0))));
    if (own < share && this.inFlight < most) return true;
    if (this.inFlight < limit && (isServed || this.turns.isEmpty)) return true;
    this.turns.wait(lane);
    return false;
  }

  /** `own`: what the lane had in flight before. */
  take(own: number): void {
    this.inFlight += 1;
    if (own === 0) this.lanes += 1;
  }

  /** `own`: what the lane has in flight now. */
  free(own: number): void {
    this.inFlight -= 1;
    if (own === 0) this.lanes -= 1;
    this.turns.serve();
  }

  leave(lane: Waiter): void {
    this.turns.leave(lane);
  }
}
