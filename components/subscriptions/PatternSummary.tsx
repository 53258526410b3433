import type { SubscriptionOut } from "@/lib/contracts/subscription";

const MOST_SHOWN = 3;

/** `order.*, invoice.paid where data.total_amount > 10000` */
export function PatternSummary({
  subscription: { events, filter },
}: {
  subscription: Pick<SubscriptionOut, "events" | "filter">;
}) {
  const more = events.length - MOST_SHOWN;
  return (
    <>
      {events.includes("*") ? "all events" : events.slice(0, MOST_SHOWN).join(", ")}
      {more > 0 && !events.includes("*") ? ` and ${more} more` : null}
      {filter ? (
        <>
          {" where "}
          <span className="font-mono text-[0.71875rem]">{filter}</span>
        </>
      ) : null}
    </>
  );
}
