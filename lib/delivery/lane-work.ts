import type { LaneAlarm } from "./lane-alarm";
import type { LaneContext } from "./lane-context";

const PAUSE_AFTER_FAILURE_MS = 500;

/** Preparing: settings are read, or rows set aside. Reading: rows are read. */
export type LaneWorkKind = "preparing" | "reading";

interface LaneWorkOptions {
  context: Pick<LaneContext, "nowMs" | "onError" | "onProgress">;
  alarm: LaneAlarm;
  /** It ended well: something else may be to do. */
  onDone(): void;
}

/** What a lane does with the database, one thing at a time. What failed is tried again after a pause. */
export class LaneWork {
  underWay: LaneWorkKind | null = null;

  constructor(private readonly options: LaneWorkOptions) {}

  /** Nothing while something is under way: at its end the lane looks again at what is to do. */
  begin(kind: LaneWorkKind, what: string, work: () => Promise<void>): void {
    if (this.underWay !== null) return;
    this.underWay = kind;
    const { context, alarm, onDone } = this.options;
    void work()
      .catch((error: unknown) => {
        context.onError(error, what);
        alarm.expectRows(context.nowMs() + PAUSE_AFTER_FAILURE_MS);
        return "failed" as const;
      })
      .then((outcome) => {
        this.underWay = null;
        if (outcome !== "failed") onDone();
        context.onProgress();
      });
  }
}
