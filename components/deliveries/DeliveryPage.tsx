"use client";

import { useState } from "react";
import { useDelivery } from "@/lib/client/hooks/use-deliveries";
import { useSubscription } from "@/lib/client/hooks/use-subscriptions";
import type { DeliveryDetailOut } from "@/lib/contracts/delivery";
import { CopyId } from "../common/CopyId";
import { PageHeader } from "../common/PageHeader";
import { PageQueryState } from "../common/PageQueryState";
import { StatePill } from "../common/StatePill";
import { AttemptsCard } from "./AttemptsCard";
import { BigLineCard } from "./BigLineCard";
import { DeliveryActions } from "./DeliveryActions";
import { DeliveryTarget } from "./DeliveryTarget";
import { ExchangeCards } from "./ExchangeCards";
import { ProofCard } from "./ProofCard";

const PARENT = { href: "/deliveries", label: "Deliveries" };

export function DeliveryPage({ id }: { id: string }) {
  const query = useDelivery(id);
  return (
    <PageQueryState query={query} title="Delivery" parent={PARENT}>
      {(delivery) => <DeliveryView delivery={delivery} />}
    </PageQueryState>
  );
}

function DeliveryView({ delivery }: { delivery: DeliveryDetailOut }) {
  const subscription = useSubscription(delivery.subscriptionId).data;
  const [chosen, setChosen] = useState<string | null>(null);
  const attempt = delivery.attempts.find(({ id }) => id === chosen) ?? delivery.attempts.at(-1) ?? null;
  return (
    <>
      <PageHeader
        title={delivery.eventType}
        parent={{ ...PARENT, here: <CopyId id={delivery.id} whole /> }}
        beside={
          <>
            <StatePill delivery={delivery} />
            <DeliveryTarget delivery={delivery} subscription={subscription} />
          </>
        }
        actions={<DeliveryActions delivery={delivery} attempt={attempt} url={subscription?.url ?? null} />}
      />
      <BigLineCard delivery={delivery} isPaused={subscription?.status === "paused"} />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
        <AttemptsCard delivery={delivery} chosenId={attempt?.id ?? null} onChoose={setChosen} />
        <ProofCard delivery={delivery} attempt={attempt} />
      </div>
      <ExchangeCards delivery={delivery} attempt={attempt} />
    </>
  );
}
