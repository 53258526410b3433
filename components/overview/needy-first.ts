import { isFailing } from "@/lib/client/is-failing";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";
import type { SubscriptionOut } from "@/lib/contracts/subscription";

/** Disabled, failing, or with dead or retried deliveries: dead ones weigh most, then what is retried. */
export function needyFirst(
  subscriptions: readonly SubscriptionOut[],
  activity: ReadonlyMap<string, SubscriptionActivityOut>,
  nowMs: number,
): SubscriptionOut[] {
  const weigh = (subscription: SubscriptionOut) => {
    const { counts, breaker } = activity.get(subscription.id) ?? {};
    const isBad = subscription.status === "disabled" || isFailing(subscription, breaker?.state ?? "closed", nowMs);
    return (isBad ? 1 : 0) + (counts?.retrying ?? 0) + (counts?.dead ?? 0) * 1_000;
  };
  return subscriptions
    .map((subscription) => ({ subscription, weight: weigh(subscription) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ subscription }) => subscription);
}
