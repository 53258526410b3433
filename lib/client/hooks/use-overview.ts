import type { UseQueryResult } from "@tanstack/react-query";
import type { ActivityOut, DeliverySeriesOut } from "@/lib/contracts/overview";
import { deliverySeriesQuery } from "../queries/overview";
import { activityQuery } from "../queries/subscriptions";
import { useScope } from "../scope";
import { useApiQuery } from "./use-api-query";

const EVERY_MS = 5_000;
const QUIET_MS = 10_000;

export function useDeliverySeries(
  input: { hours?: number; subscriptionId?: string | null } = {},
): UseQueryResult<DeliverySeriesOut> {
  const { tenantId } = useScope();
  return useApiQuery(deliverySeriesQuery(tenantId, input), { everyMs: EVERY_MS });
}

export function useActivity(subscriptionId: string | null = null): UseQueryResult<ActivityOut> {
  const { tenantId } = useScope();
  return useApiQuery(activityQuery(tenantId, subscriptionId), { everyMs: QUIET_MS });
}
