import type { UseQueryResult } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { DeliveryDetailOut, DeliveryOut } from "@/lib/contracts/delivery";
import { type DeliveryFilters, deliveriesQuery, deliveryQuery } from "../queries/deliveries";
import { useScope } from "../scope";
import { useApiQuery } from "./use-api-query";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 2_000;
const QUIET_MS = 15_000;

/** The first page moves by itself; a later one stands still, so that rows do not slip away under the reader. */
export function useDeliveries(filters: DeliveryFilters): UseQueryResult<Page<DeliveryOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...deliveriesQuery(tenantId, filters), everyMs: filters.cursor ? false : LIVE_MS });
}

/** Looks often while something is still to come, seldom once it is settled. */
export function useDelivery(id: string): UseQueryResult<DeliveryDetailOut> {
  return useApiQuery(deliveryQuery(id), {
    everyMs: (delivery) => (delivery?.status === "pending" ? LIVE_MS : QUIET_MS),
  });
}
