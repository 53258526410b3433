import type { Page } from "@/lib/contracts/common";
import type { UndeliveredByTenantOut } from "@/lib/contracts/health";
import type { TenantHealthOut } from "@/lib/contracts/lane-health";
import type { TenantOut } from "@/lib/contracts/tenant";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";
import type { TenantFilters } from "./overview";

export const TENANT_FILTERS = ["externalId"] as const;
export const UNDELIVERED_FILTERS = ["window"] as const;
export const DEFAULT_UNDELIVERED_WINDOW = "1h";

/** By our id or the operator's own. */
export function tenantQuery(id: string): ApiQuery<TenantOut> {
  return { key: keys.tenant(id), path: scopedPath(id, "") };
}

export function tenantHealthQuery(id: string): ApiQuery<TenantHealthOut> {
  return { key: keys.tenantHealth(id), path: scopedPath(id, "/health") };
}

/** For operators: of the page of tenants that the same filters show. */
export function tenantHealthsQuery(filters: TenantFilters): ApiQuery<Page<TenantHealthOut>> {
  return { key: keys.tenantHealths(filters), path: "/health/tenants", query: () => filters };
}

/** For operators. */
export function undeliveredByTenantQuery(window: string): ApiQuery<UndeliveredByTenantOut> {
  return { key: keys.undeliveredByTenant(window), path: "/health/undelivered/tenants", query: () => ({ window }) };
}
