import type { UseQueryResult } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { EventOut } from "@/lib/contracts/event";
import { type EventFilters, type EventWithData, eventQuery, eventsQuery } from "../queries/events";
import { useScope } from "../scope";
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
