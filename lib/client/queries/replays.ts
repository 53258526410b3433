import type { Page } from "@/lib/contracts/common";
import type { ReplayDetailOut, ReplayOut } from "@/lib/contracts/replay";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";

export const REPLAY_FILTERS = ["status", "subscriptionId"] as const;

export interface ReplayFilters extends Partial<Record<(typeof REPLAY_FILTERS)[number], string | undefined>> {
  cursor?: string | undefined;
  limit?: number;
}

export function replaysQuery(tenantId: string | null, filters: ReplayFilters): ApiQuery<Page<ReplayOut>> {
  return { key: keys.replays(tenantId, filters), path: scopedPath(tenantId, "/replays"), query: () => filters };
}

export function replayQuery(id: string): ApiQuery<ReplayDetailOut> {
  return { key: keys.replay(id), path: `/replays/${id}` };
}
