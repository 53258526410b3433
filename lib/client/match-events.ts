import type { FilterTryOut } from "@/lib/contracts/filter-try";
import { compilePatterns } from "@/lib/routing/pattern";

type TriedEvent = FilterTryOut["results"][number];

export interface MatchedEvent {
  id: string;
  type: string;
  timestamp: string;
  isMatch: boolean;
  /** Why not; null for a match. */
  why: string | null;
}

/** What types and filter together make of real events. */
export function matchEvents(results: readonly TriedEvent[], patterns: readonly string[]): MatchedEvent[] {
  const isChosen = compilePatterns(patterns);
  return results.flatMap(({ event, outcome, reason, value }) => {
    if (!event) return [];
    const why = !isChosen(event.type) ? "type not chosen" : whyNot({ outcome, reason, value });
    return { ...event, isMatch: why === null, why };
  });
}

function whyNot({ outcome, reason, value }: Pick<TriedEvent, "outcome" | "reason" | "value">): string | null {
  if (outcome === "true") return null;
  return outcome === "failed" ? `the filter failed: ${reason}` : `the filter says ${JSON.stringify(value) ?? "null"}`;
}
