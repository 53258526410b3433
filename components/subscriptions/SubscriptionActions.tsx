"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { hostOf } from "@/lib/client/format";
import { useDeleteSubscription, useSwitchSubscription } from "@/lib/client/hooks/use-subscription-commands";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import { Confirm } from "../common/Confirm";
import { Button } from "../ui/Button";
import { EnableButton } from "./EnableButton";

export function SubscriptionActions({ subscription }: { subscription: SubscriptionOut }) {
  return (
    <>
      <DeleteButton subscription={subscription} />
      {subscription.status === "disabled" ? (
        <EnableButton subscription={subscription} />
      ) : (
        <PauseButton subscription={subscription} />
      )}
    </>
  );
}

function PauseButton({ subscription }: { subscription: SubscriptionOut }) {
  const toggle = useSwitchSubscription(subscription);
  const isPaused = subscription.status === "paused";
  return (
    <Button
      look={isPaused ? "primary" : "plain"}
      busy={toggle.isPending}
      onClick={() => toggle.mutate(isPaused ? "resume" : "pause")}
    >
      {isPaused ? "Resume" : "Pause"}
    </Button>
  );
}

function DeleteButton({ subscription }: { subscription: SubscriptionOut }) {
  const router = useRouter();
  const remove = useDeleteSubscription(subscription);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button busy={remove.isPending} onClick={() => setIsAsking(true)}>
        Delete…
      </Button>
      <Confirm
        title="Delete this subscription?"
        confirm="Delete the subscription"
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => router.push("/subscriptions") })}
      >
        Nothing more is sent to {subscription.url ? hostOf(subscription.url) : "this destination"}, and what still waits
        for it is cancelled. Its delivery log stays. To stop for a while only, pause it instead.
      </Confirm>
    </>
  );
}
