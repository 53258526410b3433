import type { Metadata } from "next";
import { TenantPage } from "@/components/tenants/TenantPage";
import { tenantHealthQuery, tenantQuery } from "@/lib/client/queries/tenants";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "Tenant" };

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const id = decodeURIComponent((await params).tenant);
  return (
    <FirstView queries={() => [tenantQuery(id), tenantHealthQuery(id)]}>
      <TenantPage id={id} />
    </FirstView>
  );
}
