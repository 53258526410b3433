import type { Page } from "@/lib/contracts/common";
import type { SandboxReceiverOut, SandboxRequestOut } from "@/lib/contracts/sandbox";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";

export const SANDBOX_FILTERS = ["receiver", "request"] as const;
/** As many as a look at what arrives needs; older ones are behind the pager. */
const SHOWN_REQUESTS = 25;

/** All that a tenant may have stand on one page. */
export function receiversQuery(tenantId: string | null): ApiQuery<Page<SandboxReceiverOut>> {
  return apiQuery("GET /api/v1/sandbox/receivers", {
    key: keys.sandboxReceivers(tenantId),
    tenantId,
    query: () => ({ limit: 100 }),
  });
}

export function receivedQuery(receiverId: string, cursor?: string): ApiQuery<Page<SandboxRequestOut>> {
  return apiQuery("GET /api/v1/sandbox/receivers/{id}/requests", {
    key: keys.sandboxRequests(receiverId, { cursor }),
    path: { id: receiverId },
    query: () => ({ cursor, limit: SHOWN_REQUESTS }),
  });
}
