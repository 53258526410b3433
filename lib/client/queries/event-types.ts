import type { Page } from "@/lib/contracts/common";
import type { EventTypeDetailOut, EventTypeOut } from "@/lib/contracts/event-type";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";

export type EventTypeFilters = QueryOf<"GET /api/v1/event-types">;
export const EVENT_TYPE_FILTERS = [
  "search",
  "group",
  "deprecated",
] as const satisfies readonly (keyof EventTypeFilters)[];

/** As many as one page of the API holds: a catalogue is read as a whole, by its groups. */
export const ALL_EVENT_TYPES = { limit: 200 } as const;

export function eventTypesQuery(tenantId: string | null, filters: EventTypeFilters): ApiQuery<Page<EventTypeOut>> {
  return apiQuery("GET /api/v1/event-types", {
    key: keys.eventTypes(tenantId, filters),
    tenantId,
    query: () => ({ ...ALL_EVENT_TYPES, ...filters }),
  });
}

export function eventTypeQuery(tenantId: string | null, name: string): ApiQuery<EventTypeDetailOut> {
  return apiQuery("GET /api/v1/event-types/{name}", { key: keys.eventType(tenantId, name), tenantId, path: { name } });
}
