import type { Page } from "@/lib/contracts/common";
import type { EngineRunDetailOut, EngineRunOut } from "@/lib/contracts/engine-run";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";

export type EngineRunFilters = QueryOf<"GET /api/v1/engine/runs">;
export const ENGINE_RUN_FILTERS = [
  "status",
  "functionId",
  "eventName",
] as const satisfies readonly (keyof EngineRunFilters)[];

/** For operators. */
export function engineRunsQuery(filters: EngineRunFilters): ApiQuery<Page<EngineRunOut>> {
  return apiQuery("GET /api/v1/engine/runs", { key: keys.engineRuns(filters), query: () => filters });
}

export function engineRunQuery(id: string): ApiQuery<EngineRunDetailOut> {
  return apiQuery("GET /api/v1/engine/runs/{id}", { key: keys.engineRun(id), path: { id } });
}
