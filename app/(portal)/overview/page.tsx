import type { Metadata } from "next";
import { OverviewPage } from "@/components/overview/OverviewPage";
import { firstOverview, OVERVIEW_FILTERS } from "@/lib/client/queries/first-overview";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Overview" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { hours } = await readFilters(searchParams, OVERVIEW_FILTERS);
  return (
    <FirstView queries={(tenantId) => firstOverview(tenantId, hours)}>
      <OverviewPage />
    </FirstView>
  );
}
