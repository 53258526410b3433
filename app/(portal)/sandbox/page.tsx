import type { Metadata } from "next";
import { SandboxPage } from "@/components/sandbox/SandboxPage";
import { receivedQuery, receiversQuery, SANDBOX_FILTERS } from "@/lib/client/queries/sandbox";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Sandbox" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, SANDBOX_FILTERS);
  return (
    <FirstView
      queries={(tenantId) => [
        receiversQuery(tenantId),
        ...(filters.receiver ? [receivedQuery(filters.receiver, filters.cursor)] : []),
      ]}
    >
      <SandboxPage />
    </FirstView>
  );
}
