import type { Page } from "@/lib/contracts/common";
import type { EventOut } from "@/lib/contracts/event";
import type { TraceEntryOut } from "@/lib/contracts/trace";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";
import { timeBound } from "../time-window";

export type EventFilters = QueryOf<"GET /api/v1/events"> & { window?: string | undefined };
export const EVENT_FILTERS = [
  "type",
  "correlationId",
  "externalId",
  "window",
] as const satisfies readonly (keyof EventFilters)[];

/** As far back as pickers look for the types that were published. */
export const RECENT_EVENTS = { limit: 200 } as const;

/** `dataText` is the data byte for byte: big integers and the spelling of numbers survive. */
export type EventWithData = EventOut & { dataText: string };

const DATA_MEMBER = ',"data":';

export function eventsQuery(tenantId: string | null, filters: EventFilters): ApiQuery<Page<EventOut>> {
  const { window, ...query } = filters;
  return apiQuery("GET /api/v1/events", {
    key: keys.events(tenantId, filters),
    tenantId,
    query: () => ({ ...query, after: timeBound(window) }),
  });
}

export function eventQuery(id: string): ApiQuery<EventWithData> {
  return { ...apiQuery("GET /api/v1/events/{id}", { key: keys.event(id), path: { id } }), parse: splitData };
}

/** The API answers `data` last; inside of strings the quotes of DATA_MEMBER would be escaped. */
function splitData(text: string): EventWithData {
  const at = text.indexOf(DATA_MEMBER);
  const event = JSON.parse(`${text.slice(0, at)}}`) as EventOut;
  return { ...event, dataText: text.slice(at + DATA_MEMBER.length, -1) };
}

/** Why each subscription did or did not get an event. */
export function eventTraceQuery(id: string): ApiQuery<Page<TraceEntryOut>> {
  return apiQuery("GET /api/v1/events/{id}/trace", {
    key: keys.eventTrace(id),
    path: { id },
    query: () => ({ limit: 200 }),
  });
}
