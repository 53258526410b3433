import type { Page } from "@/lib/contracts/common";
import type { PortalLinkOut } from "@/lib/contracts/portal-link";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";

export type PortalLinkFilters = QueryOf<"GET /api/v1/portal-links">;
export const PORTAL_LINK_FILTERS = ["tenant", "status"] as const satisfies readonly (keyof PortalLinkFilters)[];

/** For operators. */
export function portalLinksQuery(filters: PortalLinkFilters): ApiQuery<Page<PortalLinkOut>> {
  return apiQuery("GET /api/v1/portal-links", { key: keys.portalLinks(filters), query: () => filters });
}
