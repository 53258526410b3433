import type { Page } from "@/lib/contracts/common";
import type { UndeliveredByTenantOut } from "@/lib/contracts/health";
import type { TenantHealthOut } from "@/lib/contracts/lane-health";
import type { TenantOut } from "@/lib/contracts/tenant";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { TenantFilters } from "./overview";

export const TENANT_FILTERS = ["externalId"] as const;
export const UNDELIVERED_FILTERS = ["window"] as const;
export const DEFAULT_UNDELIVERED_WINDOW = "1h";

/** By our id or the operator's own. */
export function tenantQuery(id: string): ApiQuery<TenantOut> {
  return apiQuery("GET /api/v1/tenants/{tenant}", { key: keys.tenant(id), path: { tenant: id } });
}

export function tenantHealthQuery(id: string): ApiQuery<TenantHealthOut> {
  return apiQuery("GET /api/v1/tenants/{tenant}/health", { key: keys.tenantHealth(id), path: { tenant: id } });
}

/** For operators: of the page of tenants that the same filters show. */
export function tenantHealthsQuery(filters: TenantFilters): ApiQuery<Page<TenantHealthOut>> {
  return apiQuery("GET /api/v1/health/tenants", { key: keys.tenantHealths(filters), query: () => filters });
}

/** For operators. */
export function undeliveredByTenantQuery(window: string): ApiQuery<UndeliveredByTenantOut> {
  return apiQuery("GET /api/v1/health/undelivered/tenants", {
    key: keys.undeliveredByTenant(window),
    query: () => ({ window }),
  });
}
