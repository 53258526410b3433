import type { Page } from "@/lib/contracts/common";
import type { EventOut } from "@/lib/contracts/event";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import type { TenantOut } from "@/lib/contracts/tenant";

export type FirstRunStep = "tenant" | "subscription" | "event";

interface FirstRunInput {
  isOperator: boolean;
  tenants: Page<TenantOut> | undefined;
  subscriptions: Page<SubscriptionOut> | undefined;
  events: Page<EventOut> | undefined;
}

/** The steps to the first delivered event, done or not; null when all are done or not known yet. */
export function firstRunSteps({
  isOperator,
  tenants,
  subscriptions,
  events,
}: FirstRunInput): { step: FirstRunStep; isDone: boolean }[] | null {
  if (!subscriptions || !events || (isOperator && !tenants)) return null;
  const steps: { step: FirstRunStep; isDone: boolean }[] = [
    ...(isOperator ? [{ step: "tenant" as const, isDone: (tenants?.data.length ?? 0) > 0 }] : []),
    { step: "subscription", isDone: subscriptions.data.length > 0 },
    { step: "event", isDone: events.data.length > 0 },
  ];
  return steps.every(({ isDone }) => isDone) ? null : steps;
}
