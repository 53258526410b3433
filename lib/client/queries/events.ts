import type { Page } from "@/lib/contracts/common";
import type { EventOut } from "@/lib/contracts/event";
import type { TraceEntryOut } from "@/lib/contracts/trace";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";
import { timeBound } from "../time-window";

export const EVENT_FILTERS = ["type", "correlationId", "externalId", "window"] as const;

export interface EventFilters extends Partial<Record<(typeof EVENT_FILTERS)[number], string | undefined>> {
  cursor?: string | undefined;
  limit?: number;
}

/** As far back as pickers look for the types that were published. */
export const RECENT_EVENTS = { limit: 200 } as const;

/** `dataText` is the data byte for byte: big integers and the spelling of numbers survive. */
export type EventWithData = EventOut & { dataText: string };

const DATA_MEMBER = ',"data":';

export function eventsQuery(tenantId: string | null, filters: EventFilters): ApiQuery<Page<EventOut>> {
  const { window, ...query } = filters;
  return {
    key: keys.events(tenantId, filters),
    path: scopedPath(tenantId, "/events"),
    query: () => ({ ...query, after: timeBound(window) }),
  };
}

export function eventQuery(id: string): ApiQuery<EventWithData> {
  return { key: keys.event(id), path: `/events/${id}`, parse: splitData };
}

/** The API answers `data` last; inside of strings the quotes of DATA_MEMBER would be escaped. */
function splitData(text: string): EventWithData {
  const at = text.indexOf(DATA_MEMBER);
  const event = JSON.parse(`${text.slice(0, at)}}`) as EventOut;
  return { ...event, dataText: text.slice(at + DATA_MEMBER.length, -1) };
}

/** Why each subscription did or did not get an event. */
export function eventTraceQuery(id: string): ApiQuery<Page<TraceEntryOut>> {
  return { key: keys.eventTrace(id), path: `/events/${id}/trace`, query: () => ({ limit: 200 }) };
}
