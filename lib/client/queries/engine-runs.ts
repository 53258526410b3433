import type { Page } from "@/lib/contracts/common";
import type { EngineRunDetailOut, EngineRunOut } from "@/lib/contracts/engine-run";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";

export const ENGINE_RUN_FILTERS = ["status", "functionId", "eventName"] as const;

export interface EngineRunFilters extends Partial<Record<(typeof ENGINE_RUN_FILTERS)[number], string | undefined>> {
  cursor?: string | undefined;
}

/** For operators. */
export function engineRunsQuery(filters: EngineRunFilters): ApiQuery<Page<EngineRunOut>> {
  return { key: keys.engineRuns(filters), path: "/engine/runs", query: () => filters };
}

export function engineRunQuery(id: string): ApiQuery<EngineRunDetailOut> {
  return { key: keys.engineRun(id), path: `/engine/runs/${id}` };
}
