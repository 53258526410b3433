import type { UseQueryResult } from "@tanstack/react-query";
import type { AuditEntryOut } from "@/lib/contracts/audit";
import type { Page } from "@/lib/contracts/common";
import { type AuditFilters, auditLogQuery } from "../queries/audit-log";
import { useScope } from "../scope";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 5_000;

export function useAuditLog(filters: AuditFilters): UseQueryResult<Page<AuditEntryOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...auditLogQuery(tenantId, filters), everyMs: filters.cursor ? false : QUIET_MS });
}
