import type { Page } from "@/lib/contracts/common";
import type { SandboxReceiverOut, SandboxRequestOut } from "@/lib/contracts/sandbox";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";

export const SANDBOX_FILTERS = ["receiver", "request"] as const;
/** As many as a look at what arrives needs; older ones are behind the pager. */
const SHOWN_REQUESTS = 25;

/** All that a tenant may have stand on one page. */
export function receiversQuery(tenantId: string | null): ApiQuery<Page<SandboxReceiverOut>> {
  return {
    key: keys.sandboxReceivers(tenantId),
    path: scopedPath(tenantId, "/sandbox/receivers"),
    query: () => ({ limit: 100 }),
  };
}

export function receivedQuery(receiverId: string, cursor?: string): ApiQuery<Page<SandboxRequestOut>> {
  return {
    key: keys.sandboxRequests(receiverId, { cursor }),
    path: `/sandbox/receivers/${receiverId}/requests`,
    query: () => ({ cursor, limit: SHOWN_REQUESTS }),
  };
}
