import type { ApiQuery } from "../api-query";
import { ALL_TENANTS, tenantsQuery, undeliveredQuery } from "./overview";

/** What the frame of every page shows: the north star, dead letters, and for operators the tenants. */
export function firstFrame(tenantId: string | null, role: string): ApiQuery<unknown>[] {
  const own = [undeliveredQuery(tenantId), undeliveredQuery(tenantId, "24h")];
  return role === "operator" ? [...own, tenantsQuery(ALL_TENANTS)] : own;
}
