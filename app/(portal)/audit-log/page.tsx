import type { Metadata } from "next";
import { AuditLogPage } from "@/components/audit-log/AuditLogPage";
import { AUDIT_FILTERS, auditLogQuery } from "@/lib/client/queries/audit-log";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Audit log" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, AUDIT_FILTERS);
  return (
    <FirstView queries={(tenantId) => [auditLogQuery(tenantId, filters)]}>
      <AuditLogPage />
    </FirstView>
  );
}
