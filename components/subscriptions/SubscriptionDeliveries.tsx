"use client";

import { useDeliveries } from "@/lib/client/hooks/use-deliveries";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { EmptyState } from "../common/EmptyState";
import { KeyHints } from "../common/KeyHints";
import { DeliveriesTable } from "../deliveries/DeliveriesTable";
import { ButtonLink } from "../ui/Button";

const MOST = 25;

/** The latest ones; the log shows the rest. */
export function SubscriptionDeliveries({ subscription: { id } }: { subscription: SubscriptionOut }) {
  const query = useDeliveries({ subscriptionId: id, limit: MOST });
  return (
    <>
      <DeliveriesTable
        label="Latest deliveries of this subscription"
        query={query}
        omit="destination"
        empty={<EmptyState title="Nothing was sent here yet.">The next event that matches is the first.</EmptyState>}
      />
      {query.data?.nextCursor ? (
        <div className="mt-3 flex justify-end">
          <ButtonLink href={`/deliveries?subscriptionId=${id}`}>All of its deliveries →</ButtonLink>
        </div>
      ) : null}
      <KeyHints canReplay />
    </>
  );
}
