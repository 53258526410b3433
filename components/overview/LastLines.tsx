import Link from "next/link";
import { markOf } from "@/lib/client/delivery-state";
import type { Destination } from "@/lib/client/hooks/use-destinations";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import { Line } from "../common/Line";

const MOST = 5;

interface LastLinesProps {
  activity: readonly SubscriptionActivityOut[];
  destinationOf: (subscriptionId: string) => Destination;
}

/** While all is well: what arrived last, for the busiest subscriptions of the day. */
export function LastLines({ activity, destinationOf }: LastLinesProps) {
  const busiest = activity
    .filter(({ lastDeliveries }) => lastDeliveries.length > 0)
    .sort((a, b) => b.day.delivered - a.day.delivered)
    .slice(0, MOST);
  if (busiest.length === 0) return null;
  return (
    <>
      <h2 className="mt-5 border-rule border-b pb-1.5 text-faint text-xs">What arrived last</h2>
      <ul>
        {busiest.map(({ subscriptionId, lastDeliveries }) => (
          <li key={subscriptionId}>
            <Link
              href={`/subscriptions/${subscriptionId}`}
              className="-mx-2 block rounded-control px-2 py-1.5 transition-colors duration-150 hover:bg-sunk"
            >
              <span className="mb-0.5 block truncate">{destinationOf(subscriptionId).name}</span>
              <Line marks={lastDeliveries.map(markOf)} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
