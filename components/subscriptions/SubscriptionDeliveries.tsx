"use client";

import { latestOf } from "@/lib/client/queries/subscriptions";
import { useCanWrite } from "@/lib/client/session";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { EmptyState } from "../common/EmptyState";
import { KeyHints } from "../common/KeyHints";
import { DeliveriesDataTable } from "../deliveries/DeliveriesDataTable";
import { ButtonLink } from "../ui/Button";

/** The latest ones; the log shows the rest. */
export function SubscriptionDeliveries({ subscription: { id } }: { subscription: SubscriptionOut }) {
  const mayWrite = useCanWrite();
  return (
    <>
      <DeliveriesDataTable
        label="Latest deliveries of this subscription"
        filters={latestOf(id)}
        omit="destination"
        empty={<EmptyState title="Nothing was sent here yet.">The next event that matches is the first.</EmptyState>}
      />
      <div className="mt-3 flex items-start justify-between">
        <KeyHints canReplay={mayWrite} />
        <ButtonLink href={`/deliveries?subscriptionId=${id}`}>All of its deliveries →</ButtonLink>
      </div>
    </>
  );
}
