import type { ReactNode } from "react";
import { type MatchedEvent, matchEvents } from "@/lib/client/match-events";
import type { FilterTryOut } from "@/lib/contracts/filter-try";
import { EmptyState } from "../common/EmptyState";
import { Pill } from "../common/Pill";
import { Time } from "../common/Time";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";

interface FilterMatchesProps {
  patterns: readonly string[];
  /** Undefined while it is not known. */
  tried: FilterTryOut | undefined;
}

/** The last real events, and which of them would have been sent: types and filter together. */
export function FilterMatches({ patterns, tried }: FilterMatchesProps) {
  const rows = tried && !tried.error ? matchEvents(tried.results, patterns) : null;
  const matched = rows?.filter(({ isMatch }) => isMatch).length ?? 0;
  return (
    <Card
      title="Would have matched"
      aside={rows && rows.length > 0 ? `${matched} of the last ${rows.length} events` : null}
      className="lg:sticky lg:top-16"
    >
      <div aria-live="polite">{body(rows, tried)}</div>
    </Card>
  );
}

function body(rows: MatchedEvent[] | null, tried: FilterTryOut | undefined): ReactNode {
  if (!tried) return <TriedSkeleton />;
  if (!rows)
    return <p className="p-3.5 text-faint text-sm">As soon as the filter can be read, its matches stand here.</p>;
  if (rows.length === 0) {
    return (
      <EmptyState title="No event yet.">When some were published, you see here which of them would be sent.</EmptyState>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that
    <section aria-label="The last events" tabIndex={0} className="max-h-128 overflow-y-auto">
      <ul>
        {rows.map(({ id, type, timestamp, isMatch, why }) => (
          <li key={id} className="flex items-center gap-3 border-rule border-b px-3.5 py-1.75 last:border-b-0">
            <span className="w-18 shrink-0">
              <Pill tone={isMatch ? "ok" : "skip"} sign={isMatch ? "●" : "–"}>
                {isMatch ? "match" : "no"}
              </Pill>
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate">{type}</span>
              {why ? <span className="block truncate text-faint text-xs">{why}</span> : null}
            </span>
            <span className="text-soft text-xs">
              <Time at={timestamp} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TriedSkeleton() {
  return (
    <div className="space-y-4 p-3.5">
      {["w-2/3", "w-1/2", "w-3/5", "w-2/5"].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
