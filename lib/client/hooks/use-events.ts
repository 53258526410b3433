import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { DeliveryOut } from "@/lib/contracts/delivery";
import type { EventOut } from "@/lib/contracts/event";
import type { TraceEntryOut } from "@/lib/contracts/trace";
import { callApi } from "../api";
import { type EventFilters, type EventWithData, eventQuery, eventsQuery, eventTraceQuery } from "../queries/events";
import { useScope } from "../scope";
import { showToast } from "../toast";
import { useApiQuery } from "./use-api-query";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 2_000;
const QUIET_MS = 15_000;

export function useEvents(filters: EventFilters): UseQueryResult<Page<EventOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...eventsQuery(tenantId, filters), everyMs: filters.cursor ? false : LIVE_MS });
}

export function useEvent(id: string): UseQueryResult<EventWithData> {
  return useApiQuery(eventQuery(id), { everyMs: (event) => (event?.status === "accepted" ? LIVE_MS : QUIET_MS) });
}

export function useEventTrace(id: string): UseQueryResult<Page<TraceEntryOut>> {
  return useApiQuery(eventTraceQuery(id), { everyMs: LIVE_MS });
}

/** Sends an event to a subscription that did not get it, or again. */
export function useSendEvent({
  id,
  tenantId,
}: Pick<EventOut, "id" | "tenantId">): UseMutationResult<DeliveryOut, Error, { subscriptionId: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) => callApi("POST /api/v1/events/{id}/replay", { tenantId, path: { id }, body }),
    onSuccess: () => showToast("It is on its way to this subscription."),
    onError: (error) => showToast(error.message, "dead"),
    onSettled: () => client.invalidateQueries({ queryKey: ["events"] }),
  });
}
