"use client";

import { useCanWrite } from "@/lib/client/session";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { EmptyState } from "../common/EmptyState";
import { KeyHints } from "../common/KeyHints";
import { DeliveriesDataTable } from "../deliveries/DeliveriesDataTable";
import { ButtonLink } from "../ui/Button";

const MOST = 25;

/** The latest ones; the log shows the rest. */
export function SubscriptionDeliveries({ subscription: { id } }: { subscription: SubscriptionOut }) {
  const mayWrite = useCanWrite();
  return (
    <>
      <DeliveriesDataTable
        label="Latest deliveries of this subscription"
        filters={{ subscriptionId: id, limit: MOST }}
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
