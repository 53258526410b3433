import type { AuditEntryOut } from "@/lib/contracts/audit";
import type { Page } from "@/lib/contracts/common";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";
import { timeBound } from "../time-window";

/** `entry` is no filter: it is the one that is shown whole. */
export const AUDIT_FILTERS = ["action", "actor", "targetId", "window"] as const;

export type AuditFilters = QueryOf<"GET /api/v1/audit-log"> & { window?: string | undefined };

export function auditLogQuery(tenantId: string | null, filters: AuditFilters): ApiQuery<Page<AuditEntryOut>> {
  const { window, ...query } = filters;
  return apiQuery("GET /api/v1/audit-log", {
    key: keys.auditLog(tenantId, filters),
    tenantId,
    query: () => ({ ...query, after: timeBound(window) }),
  });
}
