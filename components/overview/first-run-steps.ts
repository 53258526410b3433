import type { FirstRunFacts } from "@/lib/client/hooks/use-first-run";

export type FirstRunStep = "tenant" | "subscription" | "event" | "delivery";

/** The steps to the first delivered event, done or not; null while it is not known. */
export function firstRunSteps(facts: FirstRunFacts): { step: FirstRunStep; isDone: boolean }[] | null {
  const { isOperator, tenants, subscriptions, events, delivered } = facts;
  if (!subscriptions || !events || !delivered || (isOperator && !tenants)) return null;
  // What has arrived was subscribed and published once, whatever is left of that.
  const hasArrived = delivered.data.length > 0;
  return [
    ...(isOperator ? [{ step: "tenant" as const, isDone: (tenants?.data.length ?? 0) > 0 }] : []),
    { step: "subscription", isDone: hasArrived || subscriptions.data.length > 0 },
    { step: "event", isDone: hasArrived || events.data.length > 0 },
    { step: "delivery", isDone: hasArrived },
  ];
}
