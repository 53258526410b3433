import type { BodyOf } from "@/clients/typescript/operation";
import type { DeliveryState } from "@/lib/contracts/delivery";
import type { ReplayOut } from "@/lib/contracts/replay";
import { countOf, formatExact } from "./format";
import { timeBound } from "./time-window";

/** What the API takes; it fills in the rest. */
export type ReplayDraft = BodyOf<"POST /api/v1/replays">;

/** The filters of the dead letters' page as they stand in its address. */
export interface DeadLetterFilters {
  subscriptionId?: string | undefined;
  type?: string | undefined;
  correlationId?: string | undefined;
  code?: string | undefined;
  window?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
  /** A replay cannot choose by these. */
  outcome?: string | undefined;
  undelivered?: string | undefined;
}

/** Every dead letter that fits the filters of the page. */
export function draftOfDeadLetters(filters: DeadLetterFilters): ReplayDraft {
  const { subscriptionId, type, correlationId, code, window, before } = filters;
  const after = timeBound(window) ?? filters.after;
  return {
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
    filter: {
      status: ["dead"],
      ...(subscriptionId ? { subscriptionId } : {}),
      ...(type ? { types: [type] } : {}),
      ...(correlationId ? { correlationId } : {}),
      ...(code ? { code: Number(code) } : {}),
    },
  };
}

const STATE_WORDS: Record<DeliveryState, string> = {
  pending: "waiting and retrying deliveries",
  delivered: "deliveries that arrived",
  dead: "dead letters",
  cancelled: "cancelled deliveries",
  skipped: "skipped deliveries",
};

/** What a replay is about, as a sentence's subject: `Dead letters of order.* since Mon, 3 Nov 2026, 09:12`. */
export function replaySubject({ filter, after, origin }: Pick<ReplayOut, "filter" | "after" | "origin">): string {
  if (origin === "drain") return "Dead letters, since their endpoint recovered";
  if (origin === "missed") return "What was missed while the subscription was disabled";
  if (filter.deliveryIds) return countOf(filter.deliveryIds.length, "chosen delivery", "chosen deliveries");
  const what = filter.status ? joined(filter.status.map((state) => STATE_WORDS[state])) : "deliveries";
  const parts = [
    what,
    filter.types ? `of ${joined(filter.types)}` : "",
    filter.code ? `answered ${filter.code}` : "",
    filter.eventId ? "of one event" : "",
    filter.correlationId ? `with the correlation id ${filter.correlationId}` : "",
    after ? `since ${formatExact(Date.parse(after))}` : "",
  ];
  const text = parts.filter(Boolean).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Whole percent; 100 only when nothing is left. */
export function replayPercent({ total, done, skipped }: Pick<ReplayOut, "total" | "done" | "skipped">): number {
  if (total === 0) return 100;
  const settled = Math.min(total, done + skipped);
  return settled === total ? 100 : Math.floor((settled / total) * 100);
}
