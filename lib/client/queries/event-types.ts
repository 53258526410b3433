import type { Page } from "@/lib/contracts/common";
import type { EventTypeDetailOut, EventTypeOut } from "@/lib/contracts/event-type";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";

export const EVENT_TYPE_FILTERS = ["search", "group", "deprecated"] as const;

/** As many as one page of the API holds: a catalogue is read as a whole, by its groups. */
export const ALL_EVENT_TYPES = { limit: 200 } as const;

export interface EventTypeFilters extends Partial<Record<(typeof EVENT_TYPE_FILTERS)[number], string | undefined>> {
  cursor?: string | undefined;
  limit?: number;
}

export function eventTypesQuery(tenantId: string | null, filters: EventTypeFilters): ApiQuery<Page<EventTypeOut>> {
  return {
    key: keys.eventTypes(tenantId, filters),
    path: scopedPath(tenantId, "/event-types"),
    query: () => ({ ...ALL_EVENT_TYPES, ...filters }),
  };
}

export function eventTypeQuery(tenantId: string | null, name: string): ApiQuery<EventTypeDetailOut> {
  return {
    key: keys.eventType(tenantId, name),
    path: scopedPath(tenantId, `/event-types/${encodeURIComponent(name)}`),
  };
}
