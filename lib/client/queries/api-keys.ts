import type { ApiKeyOut } from "@/lib/contracts/api-key";
import type { Page } from "@/lib/contracts/common";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";

/** Of the tenant; the operator's own for an operator who looks at all of them. */
export function apiKeysQuery(
  tenantId: string | null,
  filters: { cursor?: string | undefined },
): ApiQuery<Page<ApiKeyOut>> {
  return { key: keys.apiKeys(tenantId, filters), path: scopedPath(tenantId, "/api-keys"), query: () => filters };
}
