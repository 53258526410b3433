import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { EventOut } from "@/lib/contracts/event";
import { callApiText } from "../api";
import { keys } from "../keys";
import { scopedPath, useScope } from "../scope";
import { timeBound } from "../time-window";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 2_000;
const QUIET_MS = 15_000;

/** `dataText` is the data byte for byte: big integers and the spelling of numbers survive. */
export type EventWithData = EventOut & { dataText: string };

const DATA_MEMBER = ',"data":';

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

export function useEvent(id: string): UseQueryResult<EventWithData> {
  return useQuery({
    queryKey: keys.event(id),
    queryFn: async ({ signal }) => splitData(await callApiText(`/events/${id}`, { signal })),
    refetchInterval: ({ state }) => (state.data?.status === "accepted" ? LIVE_MS : QUIET_MS),
  });
}

/** The API answers `data` last; inside of strings the quotes of DATA_MEMBER would be escaped. */
function splitData(text: string): EventWithData {
  const at = text.indexOf(DATA_MEMBER);
  const event = JSON.parse(`${text.slice(0, at)}}`) as EventOut;
  return { ...event, dataText: text.slice(at + DATA_MEMBER.length, -1) };
}
