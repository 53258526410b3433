import type { FilterTryIn, FilterTryOut } from "@/lib/contracts/filter-try";
import { compileFilter } from "@/lib/routing/filter";

/** Shows what an expression would do; an expression that does not compile is an answer, not an error. */
export function tryFilter({ filter, events }: FilterTryIn): FilterTryOut {
  const compiled = compileFilter(filter);
  if (!compiled.ok) return { error: { message: compiled.message, position: compiled.position }, results: [] };
  const results = events.map((event) => {
    const result = compiled.filter.evaluate(event);
    return { outcome: result.outcome, reason: result.outcome === "failed" ? result.reason : null };
  });
  return { error: null, results };
}
