import type { AttemptOut } from "@/lib/contracts/attempt";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import type { Mark } from "./delivery-state";

/** One plug of the large line. Exactly one of `label`, `waitMs` and `at` is meant to be shown. */
export interface BigMark {
  key: string;
  /** `end`: where a delivery becomes a dead letter if all that lies ahead fails. */
  kind: Mark | "end";
  at: string | null;
  /** Since the attempt before; null for the first and for the next, whose time counts down. */
  waitMs: number | null;
  label: string | null;
  /** True when the wire to the next plug is still to come. */
  leadsAhead: boolean;
}

/** How many attempts already made are drawn; the earlier ones are a number. */
const MOST_MADE = 8;
const MOST_AHEAD = 8;

type Fields = Pick<
  DeliveryDetailOut,
  "status" | "attempts" | "schedule" | "nextAttemptAt" | "skipReason" | "createdAt" | "settledAt"
>;

/** `isPaused`: the subscription holds its deliveries, so no time of the next attempt is known. */
export function bigLine(delivery: Fields, isPaused: boolean): { marks: BigMark[]; earlier: number } {
  const made = delivery.attempts.slice(-MOST_MADE);
  const earlier = delivery.attempts.length - made.length;
  const marks = [
    ...made.map((attempt, index) => madeMark(delivery, attempt, made[index - 1])),
    ...tail(delivery, isPaused),
  ];
  return { marks: marks.map((mark, index) => ({ ...mark, leadsAhead: isAhead(marks[index + 1]) })), earlier };
}

function madeMark(delivery: Fields, attempt: AttemptOut, before: AttemptOut | undefined): BigMark {
  const failed = delivery.status === "dead" ? "failed-for-good" : "failed";
  return {
    key: attempt.id,
    kind: attempt.outcome === "succeeded" ? "delivered" : failed,
    at: attempt.startedAt,
    waitMs: before ? Date.parse(attempt.startedAt) - Date.parse(before.startedAt) : null,
    label: attempt.trigger === "replay" ? "replayed" : null,
    leadsAhead: false,
  };
}

function tail(delivery: Fields, isPaused: boolean): BigMark[] {
  switch (delivery.status) {
    case "delivered":
      return [];
    case "pending":
      return pendingTail(delivery, isPaused);
    case "dead":
      return [plug("dead", delivery.settledAt, "dead")];
    case "cancelled":
      return [plug("cancelled", delivery.settledAt, "cancelled")];
    case "skipped":
      return [plug("skipped", delivery.createdAt, "skipped")];
    default:
      return delivery.status satisfies never;
  }
}

function pendingTail({ nextAttemptAt, schedule }: Fields, isPaused: boolean): BigMark[] {
  const next = nextAttemptAt ?? schedule[0] ?? null;
  const ahead = schedule.filter((at) => next === null || at > next);
  const times = next === null ? ahead : [next, ...ahead];
  const plugs = ahead.slice(0, MOST_AHEAD).map((at, index) => ({
    ...plug("ahead", at, null),
    waitMs: Date.parse(at) - Date.parse(times[index] ?? at),
  }));
  return [
    plug("next", next, isPaused ? "when resumed" : next === null ? "next" : null),
    ...plugs,
    plug("end", null, "else dead"),
  ];
}

function plug(kind: BigMark["kind"], at: string | null, label: string | null): BigMark {
  return { key: `${kind}-${at ?? ""}`, kind, at, waitMs: null, label, leadsAhead: false };
}

function isAhead(mark: BigMark | undefined): boolean {
  return mark !== undefined && (mark.kind === "next" || mark.kind === "ahead" || mark.kind === "end");
}
