import Link from "next/link";
import { countOf, formatCount } from "@/lib/client/format";
import type { Destination } from "@/lib/client/hooks/use-destinations";
import type { UndeliveredOut } from "@/lib/contracts/health";
import { UNDELIVERED_HREF } from "../shell/NorthStarChip";

interface WorstSubscriptionsProps {
  counts: UndeliveredOut;
  destinationOf: (subscriptionId: string) => Destination;
}

/** Whose the undelivered are, the most first; each leads to its rows. */
export function WorstSubscriptions({ counts: { worst, deliveries }, destinationOf }: WorstSubscriptionsProps) {
  if (worst.length === 0) return null;
  const named = worst.reduce((sum, one) => sum + one.deliveries, 0);
  return (
    <>
      <h2 className="mt-5 flex justify-between border-rule border-b pb-1.5 text-faint text-xs">
        <span>Not delivered to</span>
        <span>deliveries</span>
      </h2>
      <ul>
        {worst.map(({ subscriptionId, deliveries: count, pending, dead }) => (
          <li key={subscriptionId}>
            <Link
              href={`${UNDELIVERED_HREF}&subscriptionId=${subscriptionId}`}
              className="-mx-2 flex items-baseline gap-3 rounded-control px-2 py-1 transition-colors duration-150 hover:bg-sunk"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{destinationOf(subscriptionId).name}</span>
                <span className="block text-faint text-xs">{partsOf({ pending, dead })}</span>
              </span>
              <b className="font-semibold">{formatCount(count)}</b>
            </Link>
          </li>
        ))}
      </ul>
      {named < deliveries ? (
        <p className="mt-1 text-faint text-xs">{formatCount(deliveries - named)} more go to other subscriptions.</p>
      ) : null}
    </>
  );
}

/** `12 still tried, 29 dead` */
function partsOf({ pending, dead }: { pending: number; dead: number }): string {
  return [pending > 0 ? `${formatCount(pending)} still tried` : null, dead > 0 ? countOf(dead, "dead", "dead") : null]
    .filter((part) => part !== null)
    .join(", ");
}
