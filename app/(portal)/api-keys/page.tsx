import type { Metadata } from "next";
import { ApiKeysPage } from "@/components/api-keys/ApiKeysPage";
import { apiKeysQuery } from "@/lib/client/queries/api-keys";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "API keys" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, []);
  return (
    <FirstView queries={(tenantId) => [apiKeysQuery(tenantId, filters)]}>
      <ApiKeysPage />
    </FirstView>
  );
}
