import type { DeliveryOut } from "@/lib/contracts/delivery";
import type { SubscriptionActivityOut } from "@/lib/contracts/overview";

export interface WorstSubscription {
  subscriptionId: string;
  /** Its deliveries among `total`. */
  count: number;
  total: number;
  activity: SubscriptionActivityOut | undefined;
}

/** The subscription with the most of these deliveries; null without any. */
export function worstSubscription(
  rows: readonly Pick<DeliveryOut, "subscriptionId">[],
  activity: readonly SubscriptionActivityOut[],
): WorstSubscription | null {
  const counts = new Map<string, number>();
  for (const { subscriptionId } of rows) counts.set(subscriptionId, (counts.get(subscriptionId) ?? 0) + 1);
  const [worst] = [...counts].sort(([, a], [, b]) => b - a);
  if (!worst) return null;
  const [subscriptionId, count] = worst;
  return {
    subscriptionId,
    count,
    total: rows.length,
    activity: activity.find((one) => one.subscriptionId === subscriptionId),
  };
}
