import type { Page } from "@/lib/contracts/common";
import type { DestinationTypesOut } from "@/lib/contracts/destination-type";
import type { EventTypeOut } from "@/lib/contracts/event-type";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";

/** As many as one page holds: what a picker shows. */
const ALL_TYPES = { limit: 200 } as const;

export function knownTypesQuery(tenantId: string | null): ApiQuery<Page<EventTypeOut>> {
  return {
    key: keys.eventTypes(tenantId, ALL_TYPES),
    path: scopedPath(tenantId, "/event-types"),
    query: () => ALL_TYPES,
  };
}

/** What forms of destinations are drawn from. */
export function destinationTypesQuery(): ApiQuery<DestinationTypesOut> {
  return { key: keys.destinationTypes(), path: "/destination-types" };
}
