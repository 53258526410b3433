import type { Page } from "@/lib/contracts/common";
import type { PortalLinkOut } from "@/lib/contracts/portal-link";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";

export const PORTAL_LINK_FILTERS = ["tenant", "status"] as const;

export interface PortalLinkFilters extends Partial<Record<(typeof PORTAL_LINK_FILTERS)[number], string | undefined>> {
  cursor?: string | undefined;
}

/** For operators. */
export function portalLinksQuery(filters: PortalLinkFilters): ApiQuery<Page<PortalLinkOut>> {
  return { key: keys.portalLinks(filters), path: "/portal-links", query: () => filters };
}
