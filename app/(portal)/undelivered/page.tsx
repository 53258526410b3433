import type { Metadata } from "next";
import { UndeliveredPage } from "@/components/undelivered/UndeliveredPage";
import {
  DEFAULT_UNDELIVERED_WINDOW,
  UNDELIVERED_FILTERS,
  undeliveredByTenantQuery,
} from "@/lib/client/queries/tenants";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Undelivered" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, UNDELIVERED_FILTERS);
  return (
    <FirstView queries={() => [undeliveredByTenantQuery(filters.window ?? DEFAULT_UNDELIVERED_WINDOW)]}>
      <UndeliveredPage />
    </FirstView>
  );
}
