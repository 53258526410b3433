import type { TraceEntryOut } from "@/lib/contracts/trace";

type Entry = Pick<TraceEntryOut, "outcome" | "status" | "detail" | "events" | "filter">;

/** Why a subscription got an event, or why it did not, for a person. */
export function traceSentence(entry: Entry): string {
  const why = whyOf(entry);
  const isSentLater = entry.status !== null && entry.status !== "skipped" && !MATCHED.has(entry.outcome);
  return isSentLater ? `${why} It was sent later, by hand.` : why;
}

const MATCHED = new Set<Entry["outcome"]>(["matched", "held"]);

function whyOf({ outcome, detail, events, filter }: Entry): string {
  switch (outcome) {
    case "matched":
      return filter ? "Its types and its filter took it." : "Its types took it.";
    case "held":
      return "It matched, and waits because the subscription is paused.";
    case "filter_false":
      return `The filter ${filter ?? ""} said ${detail ?? "no"}.`;
    case "filter_failed":
      return `The filter ${filter ?? ""} failed: ${detail ?? "no reason is kept"}.`;
    case "disabled":
      return "The subscription was disabled.";
    case "deleted":
      return "The subscription was deleted.";
    case "type_mismatch":
      return events ? `It took only ${events.join(", ")}.` : "It did not take this type.";
    case "not_created":
      return "The subscription did not exist yet.";
    case "waiting":
      return "The event is not routed yet.";
    case "not_routed":
      return detail ?? "The event was never routed.";
    default:
      return outcome satisfies never;
  }
}
