"use client";

import { useNow } from "@/lib/client/hooks/use-now";
import { isFailing } from "@/lib/client/is-failing";
import type { BreakerState } from "@/lib/contracts/breaker";
import type { SubscriptionOut, SubscriptionStatus } from "@/lib/contracts/subscription";
import { Pill, type Tone } from "../common/Pill";

const LOOKS: Record<SubscriptionStatus | "failing", { tone: Tone; sign: string }> = {
  active: { tone: "ok", sign: "●" },
  failing: { tone: "dead", sign: "×" },
  paused: { tone: "wait", sign: "‖" },
  disabled: { tone: "dead", sign: "■" },
};

interface SubscriptionPillProps {
  subscription: Pick<SubscriptionOut, "status" | "failing">;
  /** Undefined while it is not known. */
  breaker: BreakerState["state"] | undefined;
}

/** An active one whose endpoint takes nothing is not shown as if all were well. */
export function SubscriptionPill({ subscription, breaker = "closed" }: SubscriptionPillProps) {
  const state = isFailing(subscription, breaker, useNow()) ? "failing" : subscription.status;
  return <Pill {...LOOKS[state]}>{state}</Pill>;
}
