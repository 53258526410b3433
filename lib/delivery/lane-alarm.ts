/** The two times that a lane waits for. The later one stays known when the sooner one is over. */
export class LaneAlarm {
  /** When rows become due. */
  private rowsMs: number | null = null;
  /** When the gate may let something pass. */
  private gateMs: number | null = null;

  /** `wakeAt`: call `ring` at that time. */
  constructor(private readonly wakeAt: (timeMs: number) => void) {}

  /** The sooner of the two; null: the lane waits for no time. */
  get dueMs(): number | null {
    if (this.rowsMs === null || this.gateMs === null) return this.rowsMs ?? this.gateMs;
    return Math.min(this.rowsMs, this.gateMs);
  }

  /** Rows are due at this time; perhaps others sooner. */
  expectRows(timeMs: number): void {
    if (this.rowsMs === null || timeMs < this.rowsMs) this.rowsMs = timeMs;
    this.wakeAt(this.rowsMs);
  }

  /** The gate opens at this time, whatever it said before. */
  expectGate(timeMs: number): void {
    this.gateMs = timeMs;
    this.wakeAt(timeMs);
  }

  /** The rows are about to be read, which tells anew when others are due. */
  forgetRows(): void {
    this.rowsMs = null;
  }

  /** A time has come; true when it is that of rows. */
  ring(nowMs: number): boolean {
    if (this.gateMs !== null && this.gateMs <= nowMs) this.gateMs = null;
    return this.rowsMs !== null && this.rowsMs <= nowMs;
  }
}
