"use client";

import { useSubscriptionHealth } from "@/lib/client/hooks/use-subscriptions";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import type { SubscriptionHealthOut } from "@/lib/contracts/lane-health";
import { Countdown } from "../common/Time";

/** What holds a delivery back that is not settled, if anything does. Its place is kept: the answer comes a moment later. */
export function WhyItWaits({ delivery }: { delivery: DeliveryOut }) {
  const health = useSubscriptionHealth({ id: delivery.subscriptionId, tenantId: delivery.tenantId }).data;
  return (
    <p className="mx-3.5 mb-3.5 min-h-10 text-soft text-sm sm:min-h-5">
      {health ? <Reason health={health} deliveryId={delivery.id} /> : null}
    </p>
  );
}

function Reason({ health, deliveryId }: { health: SubscriptionHealthOut; deliveryId: string }) {
  const { status, breaker, heldUntil, blockedBy } = health;
  if (status !== "active") return `Its subscription is ${status}.`;
  if (breaker.state === "open" && breaker.nextProbeAt) {
    return (
      <>
        Held back: the endpoint failed too often. It is tried again <Countdown at={breaker.nextProbeAt} />.
      </>
    );
  }
  if (heldUntil) {
    return (
      <>
        Held back: the endpoint asked us to wait. We go on <Countdown at={heldUntil} />.
      </>
    );
  }
  if (blockedBy.some((one) => one.deliveryId !== deliveryId)) return "Sent in order, and others may stand before it.";
  return "Nothing holds it back: it goes when it is due.";
}
