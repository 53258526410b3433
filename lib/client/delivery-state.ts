import type { DeliveryOut, DeliveryState } from "@/lib/contracts/delivery";

/** What a person sees: `pending` is told apart into waiting for its first attempt and retrying. */
export type ShownState = Exclude<DeliveryState, "pending"> | "waiting" | "retrying";

/** The five signs and colours of PORTAL.md: pill, line and chart all draw from here. */
export type Mark = "delivered" | "failed" | "failed-for-good" | "next" | "ahead" | "dead" | "skipped" | "cancelled";

type StateFields = Pick<DeliveryOut, "status" | "attemptCount" | "maxAttempts">;

const MOST_MARKS = 8;

export function shownState({ status, attemptCount }: Pick<DeliveryOut, "status" | "attemptCount">): ShownState {
  if (status !== "pending") return status;
  return attemptCount > 0 ? "retrying" : "waiting";
}

/**
 * One mark per attempt since the last replay, then those still to come; at most `most`, around the next one
 * (what was long ago or lies far ahead is left out).
 */
export function lineOf(delivery: StateFields, most: number = MOST_MARKS): Mark[] {
  const marks = allMarks(delivery);
  if (marks.length <= most) return marks;
  const lastMade = marks.findLastIndex((mark) => mark !== "ahead");
  const start = Math.max(0, Math.min(marks.length - most, lastMade - most + 3));
  return marks.slice(start, start + most);
}

function allMarks({ status, attemptCount, maxAttempts }: StateFields): Mark[] {
  switch (status) {
    case "skipped":
      return ["skipped"];
    case "delivered":
      return [...repeat("failed", attemptCount - 1), "delivered"];
    case "dead":
      return [...repeat("failed-for-good", attemptCount), "dead"];
    case "cancelled":
      return [...repeat("failed", attemptCount), "cancelled"];
    case "pending":
      return [...repeat("failed", attemptCount), "next", ...repeat("ahead", maxAttempts - attemptCount - 1)];
    default:
      return status satisfies never;
  }
}

function repeat(mark: Mark, count: number): Mark[] {
  return Array.from({ length: Math.max(0, count) }, () => mark);
}

/** One mark for a whole delivery: how the last twelve of a subscription are drawn. */
export function markOf(delivery: Pick<DeliveryOut, "status" | "attemptCount">): Mark {
  if (delivery.status !== "pending") return delivery.status;
  return delivery.attemptCount > 0 ? "failed" : "next";
}
