import type { Page } from "@/lib/contracts/common";
import type { DestinationTypesOut } from "@/lib/contracts/destination-type";
import type { EventTypeOut } from "@/lib/contracts/event-type";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";

/** As many as one page holds: what a picker shows. */
const ALL_TYPES = { limit: 200 } as const;

export function knownTypesQuery(tenantId: string | null): ApiQuery<Page<EventTypeOut>> {
  return apiQuery("GET /api/v1/event-types", {
    key: keys.eventTypes(tenantId, ALL_TYPES),
    tenantId,
    query: () => ALL_TYPES,
  });
}

/** What forms of destinations are drawn from. */
export function destinationTypesQuery(): ApiQuery<DestinationTypesOut> {
  return apiQuery("GET /api/v1/destination-types", { key: keys.destinationTypes() });
}
