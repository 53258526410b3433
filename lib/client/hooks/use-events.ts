import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { EventDetailOut, EventOut } from "@/lib/contracts/event";
import { callApi } from "../api";
import { keys } from "../keys";
import { scopedPath, useScope } from "../scope";
import { timeBound } from "../time-window";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 2_000;
const QUIET_MS = 15_000;

export interface EventFilters {
  type?: string | undefined;
  correlationId?: string | undefined;
  externalId?: string | undefined;
  window?: string | undefined;
  cursor?: string | undefined;
  limit?: number;
}

export function useEvents(filters: EventFilters): UseQueryResult<Page<EventOut>> {
  const { tenantId } = useScope();
  const { window, ...query } = filters;
  return usePageQuery<EventOut>({
    key: keys.events(tenantId, filters),
    path: scopedPath(tenantId, "/events"),
    query: () => ({ ...query, after: timeBound(window) }),
    everyMs: filters.cursor ? false : LIVE_MS,
  });
}

export function useEvent(id: string): UseQueryResult<EventDetailOut> {
  return useQuery({
    queryKey: keys.event(id),
    queryFn: ({ signal }) => callApi<EventDetailOut>(`/events/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === "accepted" ? LIVE_MS : QUIET_MS),
  });
}
