"use client";

import { countOf, formatCount } from "@/lib/client/format";
import { useDestinations } from "@/lib/client/hooks/use-destinations";
import type { ReplayCountOut } from "@/lib/contracts/replay";

const SHOWN = 5;
const DEFAULT_RATE = 50;

interface ReplayEffectProps {
  count: ReplayCountOut;
  ratePerSecond?: number | null;
}

/** What a replay is going to do, spelled out. */
export function ReplayEffect({ count, ratePerSecond }: ReplayEffectProps) {
  const { destinationOf } = useDestinations();
  const { total, isExact, subscriptions } = count;
  const others = subscriptions.length - SHOWN;
  return (
    <>
      <p>
        {isExact ? "" : "At most "}
        {countOf(total, "delivery is", "deliveries are")} sent again, with the same body and a fresh signature, at most{" "}
        {ratePerSecond ?? DEFAULT_RATE} a second; live traffic goes first. Each begins its retry schedule anew.
      </p>
      <ul className="mt-3 border-rule border-t">
        {subscriptions.slice(0, SHOWN).map(({ subscriptionId, total: of }) => (
          <li key={subscriptionId} className="flex justify-between gap-3 border-rule border-b py-1.5 text-ink">
            <span className="truncate">{destinationOf(subscriptionId).name}</span>
            <span>{formatCount(of)}</span>
          </li>
        ))}
      </ul>
      {others > 0 ? <p className="mt-2 text-faint text-xs">and {countOf(others, "more subscription")}</p> : null}
    </>
  );
}
