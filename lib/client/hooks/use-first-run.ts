import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import type { EventOut } from "@/lib/contracts/event";
import type { SubscriptionOut } from "@/lib/contracts/subscription";
import type { TenantOut } from "@/lib/contracts/tenant";
import { callApi } from "../api";
import { exampleType } from "../example-type";
import { deliveriesQuery } from "../queries/deliveries";
import { eventsQuery } from "../queries/events";
import { ANY_DELIVERED, ANY_EVENT } from "../queries/first-overview";
import { ALL_TENANTS } from "../queries/overview";
import { ALL_SUBSCRIPTIONS } from "../queries/subscriptions";
import { useScope } from "../scope";
import { useIsOperator } from "../session";
import { showToast } from "../toast";
import { useApiQuery } from "./use-api-query";
import { useSubscriptions } from "./use-subscriptions";
import { useTenants } from "./use-tenants";

const LIVE_MS = 1_500;

export interface FirstRunFacts {
  isOperator: boolean;
  tenants: Page<TenantOut> | undefined;
  subscriptions: Page<SubscriptionOut> | undefined;
  events: Page<EventOut> | undefined;
  /** Those that arrived. */
  delivered: Page<DeliveryOut> | undefined;
}

/** What the first run has come to; what is there once is not asked for again. */
export function useFirstRun(): FirstRunFacts {
  const { tenantId } = useScope();
  const isOperator = useIsOperator();
  const untilAny = { everyMs: (page: Page<unknown> | undefined) => (page?.data.length ? (false as const) : LIVE_MS) };
  return {
    isOperator,
    tenants: useTenants(ALL_TENANTS, isOperator).data,
    subscriptions: useSubscriptions(ALL_SUBSCRIPTIONS).data,
    events: useApiQuery(eventsQuery(tenantId, ANY_EVENT), untilAny).data,
    delivered: useApiQuery(deliveriesQuery(tenantId, ANY_DELIVERED), untilAny).data,
  };
}

interface FirstEvent {
  /** The one that will get it; undefined without any. */
  subscription: SubscriptionOut | undefined;
  type: string;
  publish: UseMutationResult<unknown, Error, void>;
}

/** An event that the newest subscription takes. */
export function useFirstEvent({ subscriptions }: Pick<FirstRunFacts, "subscriptions">): FirstEvent {
  const client = useQueryClient();
  const subscription = subscriptions?.data[0];
  const type = exampleType(subscription?.events ?? []);
  const publish = useMutation({
    mutationFn: () =>
      callApi("POST /api/v1/events", {
        tenantId: subscription?.tenantId ?? null,
        body: { type, data: { message: "Hello from Hookswitch" }, source: "portal" },
      }),
    onSuccess: () =>
      Promise.all(["events", "deliveries"].map((name) => client.invalidateQueries({ queryKey: [name] }))),
    onError: (error) => showToast(error.message, "dead"),
  });
  return { subscription, type, publish };
}
