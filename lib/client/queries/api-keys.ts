import type { ApiKeyOut } from "@/lib/contracts/api-key";
import type { Page } from "@/lib/contracts/common";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";

/** Of the tenant; the operator's own for an operator who looks at all of them. */
export function apiKeysQuery(
  tenantId: string | null,
  filters: QueryOf<"GET /api/v1/api-keys">,
): ApiQuery<Page<ApiKeyOut>> {
  return apiQuery("GET /api/v1/api-keys", { key: keys.apiKeys(tenantId, filters), tenantId, query: () => filters });
}
