import { MINUTE_MS, SECOND_MS } from "@/lib/clock";
import type { AttemptWindow, LaneState } from "@/lib/contracts/lane-state";
import { addLatency, sumLatencies } from "@/lib/contracts/latency";
import type { SentDelivery } from "./types";

/** Windows begin at round times, so that those of two owners can be added up. */
const WINDOW_MS = 10 * MINUTE_MS;
const WINDOWS = 2;
const RATE_MS = 10 * SECOND_MS;

type Told = Pick<LaneState, "windows" | "lastFailure">;

/** What came of a lane's attempts lately. A few hundred bytes, however many attempts. */
export class LaneTally {
  private windows: AttemptWindow[] = [];
  private lastFailure: LaneState["lastFailure"] = null;
  private settled = 0;
  private perSecond = 0;
  private rateSinceMs: number;

  constructor(nowMs: number) {
    this.rateSinceMs = nowMs;
  }

  observe({ result, delivery, queueMs, verdict }: SentDelivery, nowMs: number): void {
    if (result.outcome === "interrupted") return;
    this.roll(nowMs);
    if (verdict.state !== "pending") this.settled += 1;
    const window = this.windowAt(nowMs);
    window.outcomes[result.outcome] = (window.outcomes[result.outcome] ?? 0) + 1;
    addLatency(window.queue, queueMs);
    addLatency(window.endpoint, result.timings.totalMs);
    if (result.outcome === "succeeded") return;
    const { outcome, statusCode, errorMessage } = result;
    this.lastFailure = { atMs: nowMs, deliveryId: delivery.id, outcome, statusCode, message: errorMessage };
  }

  /** What an earlier owner told goes on being true. */
  addEarlier({ windows, lastFailure }: Told): void {
    this.lastFailure ??= lastFailure;
    for (const earlier of windows) {
      const same = this.windows.find(({ startMs }) => startMs === earlier.startMs);
      if (same) addTo(same, earlier);
      else this.windows.push(structuredClone(earlier));
    }
    this.windows = this.windows.sort((a, b) => a.startMs - b.startMs).slice(-WINDOWS);
  }

  tell(nowMs: number): Told & Pick<LaneState, "settledPerSecond"> {
    this.roll(nowMs);
    return { windows: this.windows, lastFailure: this.lastFailure, settledPerSecond: this.perSecond };
  }

  private windowAt(nowMs: number): AttemptWindow {
    const startMs = Math.floor(nowMs / WINDOW_MS) * WINDOW_MS;
    const last = this.windows.at(-1);
    if (last?.startMs === startMs) return last;
    const window = { startMs, outcomes: {}, queue: {}, endpoint: {} };
    this.windows = [...this.windows, window].slice(-WINDOWS);
    return window;
  }

  private roll(nowMs: number): void {
    const elapsedMs = nowMs - this.rateSinceMs;
    if (elapsedMs < RATE_MS) return;
    this.perSecond = Math.round((this.settled / elapsedMs) * SECOND_MS * 10) / 10;
    this.settled = 0;
    this.rateSinceMs = nowMs;
  }
}

function addTo(window: AttemptWindow, earlier: AttemptWindow): void {
  window.outcomes = sumLatencies([window.outcomes, earlier.outcomes]);
  window.queue = sumLatencies([window.queue, earlier.queue]);
  window.endpoint = sumLatencies([window.endpoint, earlier.endpoint]);
}
