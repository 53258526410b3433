"use client";

import Link from "next/link";
import { formatCount } from "@/lib/client/format";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import type { ReplayDetailOut } from "@/lib/contracts/replay";
import { EmptyState } from "../common/EmptyState";
import { Card } from "../ui/Card";

/** Where it goes, line by line. */
export function ReplaySubscriptions({ replay }: { replay: ReplayDetailOut }) {
  const { destinationOf } = useDestinations();
  const lines = replay.subscriptions;
  return (
    <Card title="Subscriptions" aside={lines.length > 0 ? `${lines.length}` : null}>
      {lines.length === 0 ? (
        <EmptyState title="It had nothing to send." />
      ) : (
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-rule border-b text-left text-faint text-xs">
              <th scope="col" className="px-3.5 py-2 font-medium">
                Destination
              </th>
              <th scope="col" className="px-3.5 py-2 text-right font-medium">
                Sent
              </th>
              <th scope="col" className="px-3.5 py-2 text-right font-medium">
                Not sent
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ subscriptionId, total, done, skipped }) => (
              <tr key={subscriptionId} className="border-rule border-b last:border-b-0">
                <td className="px-3.5 py-2">
                  <Link href={`/subscriptions/${subscriptionId}`} className="font-medium hover:underline">
                    {destinationOf(subscriptionId).name}
                  </Link>
                </td>
                <td className="px-3.5 py-2 text-right whitespace-nowrap">
                  {formatCount(done)} <span className="text-faint">of {formatCount(total)}</span>
                </td>
                <td className="px-3.5 py-2 text-right text-soft">{formatCount(skipped)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
