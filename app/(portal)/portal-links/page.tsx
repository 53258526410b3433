import type { Metadata } from "next";
import { PortalLinksPage } from "@/components/portal-links/PortalLinksPage";
import { PORTAL_LINK_FILTERS, portalLinksQuery } from "@/lib/client/queries/portal-links";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Portal links" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, PORTAL_LINK_FILTERS);
  return (
    <FirstView queries={() => [portalLinksQuery(filters)]}>
      <PortalLinksPage />
    </FirstView>
  );
}
