import type { Page } from "@/lib/contracts/common";
import type { ReplayDetailOut, ReplayOut } from "@/lib/contracts/replay";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";

export type ReplayFilters = QueryOf<"GET /api/v1/replays">;
export const REPLAY_FILTERS = ["status", "subscriptionId"] as const satisfies readonly (keyof ReplayFilters)[];

export function replaysQuery(tenantId: string | null, filters: ReplayFilters): ApiQuery<Page<ReplayOut>> {
  return apiQuery("GET /api/v1/replays", { key: keys.replays(tenantId, filters), tenantId, query: () => filters });
}

export function replayQuery(id: string): ApiQuery<ReplayDetailOut> {
  return apiQuery("GET /api/v1/replays/{id}", { key: keys.replay(id), path: { id } });
}
