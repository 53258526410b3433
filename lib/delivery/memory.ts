import { Turns, type Waiter } from "./turns";

/** From here down the memory is taken for free again: a read is worth its query only if something comes of it. */
const FREE_SHARE = 0.75;
/** Times the limit that fair shares may add up to, at the very most. */
const MOST = 3;

/**
 * Characters of bodies that wait in memory, over all lanes of a process; what finds no room stays in its row. When the
 * memory is full a lane still gets as much as an equal share for each lane would be, and one body in any case: the
 * backlog of a slow endpoint must not be the reason that others wait.
 */
export class Memory {
  private used = 0;
  /** Lanes that hold something. */
  private lanes = 0;
  private readonly turns: Turns;

  constructor(private readonly limit: number) {
    this.turns = new Turns(() => this.used <= limit * FREE_SHARE, "first");
  }

  /** `held`: characters that the lane holds already. */
  take(size: number, held: number): boolean {
    if (!this.hasRoom(size, held)) return false;
    this.used += size;
    if (held === 0) this.lanes += 1;
    return true;
  }

  /** `held`: characters that the lane still holds. */
  give(size: number, held: number): void {
    this.used -= size;
    if (held === 0) this.lanes -= 1;
    // One at a time: each reads rows before it takes anything.
    this.turns.serve(1);
  }

  wait(waiter: Waiter): void {
    this.turns.wait(waiter);
  }

  leave(waiter: Waiter): void {
    this.turns.leave(waiter);
  }

  private hasRoom(size: number, held: number): boolean {
    if (this.used + size <= this.limit) return true;
    if (this.used > this.limit * MOST) return false;
    return held === 0 || held + size <= this.limit / this.lanes;
  }
}
