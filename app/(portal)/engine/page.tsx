import type { Metadata } from "next";
import { EngineRunsPage } from "@/components/engine/EngineRunsPage";
import { ENGINE_RUN_FILTERS, engineRunsQuery } from "@/lib/client/queries/engine-runs";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Engine runs" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, ENGINE_RUN_FILTERS);
  return (
    <FirstView queries={() => [engineRunsQuery(filters)]}>
      <EngineRunsPage />
    </FirstView>
  );
}
