import type { AuditEntryOut } from "@/lib/contracts/audit";
import type { Page } from "@/lib/contracts/common";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";
import { timeBound } from "../time-window";

/** `entry` is no filter: it is the one that is shown whole. */
export const AUDIT_FILTERS = ["action", "actor", "targetId", "window"] as const;

export interface AuditFilters extends Partial<Record<(typeof AUDIT_FILTERS)[number], string | undefined>> {
  cursor?: string | undefined;
}

export function auditLogQuery(tenantId: string | null, filters: AuditFilters): ApiQuery<Page<AuditEntryOut>> {
  const { window, ...query } = filters;
  return {
    key: keys.auditLog(tenantId, filters),
    path: scopedPath(tenantId, "/audit-log"),
    query: () => ({ ...query, after: timeBound(window) }),
  };
}
