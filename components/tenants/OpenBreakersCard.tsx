"use client";

import Link from "next/link";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import type { TenantHealthOut } from "@/lib/contracts/lane-health";
import { Pill } from "../common/Pill";
import { Countdown } from "../common/Time";
import { Card } from "../ui/Card";

/** Which endpoints are spared until they answer again. */
export function OpenBreakersCard({ health }: { health: TenantHealthOut }) {
  const { destinationOf } = useDestinations();
  return (
    <Card title="Open breakers" className="mt-3.5">
      <ul>
        {health.openBreakers.map(({ subscriptionId, state, nextProbeAt }) => (
          <li
            key={subscriptionId}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-rule border-b px-3.5 py-2 last:border-b-0"
          >
            <Pill tone={state === "open" ? "dead" : "retry"} sign={state === "open" ? "■" : "◐"}>
              {state === "open" ? "open" : "trying"}
            </Pill>
            <Link href={`/subscriptions/${subscriptionId}`} className="font-medium hover:underline">
              {destinationOf(subscriptionId).name}
            </Link>
            {nextProbeAt ? (
              <span className="text-soft text-sm">
                the next request tries it <Countdown at={nextProbeAt} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
