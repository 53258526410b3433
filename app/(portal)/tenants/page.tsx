import type { Metadata } from "next";
import { TenantsPage } from "@/components/tenants/TenantsPage";
import { tenantsQuery } from "@/lib/client/queries/overview";
import { TENANT_FILTERS, tenantHealthsQuery } from "@/lib/client/queries/tenants";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Tenants" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, TENANT_FILTERS);
  return (
    <FirstView queries={() => [tenantsQuery(filters), tenantHealthsQuery(filters)]}>
      <TenantsPage />
    </FirstView>
  );
}
