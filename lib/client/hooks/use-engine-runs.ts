import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { EngineRunDetailOut, EngineRunOut } from "@/lib/contracts/engine-run";
import { callApi } from "../api";
import { type EngineRunFilters, engineRunQuery, engineRunsQuery } from "../queries/engine-runs";
import { showToast } from "../toast";
import { useApiQuery } from "./use-api-query";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 2_000;
const QUIET_MS = 10_000;

export function useEngineRuns(filters: EngineRunFilters): UseQueryResult<Page<EngineRunOut>> {
  return usePageQuery({ ...engineRunsQuery(filters), everyMs: filters.cursor ? false : LIVE_MS });
}

export function useEngineRun(id: string, isAllowed: boolean): UseQueryResult<EngineRunDetailOut> {
  return useApiQuery(engineRunQuery(id), {
    everyMs: (run) => (run?.status === "active" ? LIVE_MS : QUIET_MS),
    isAllowed,
  });
}

const DONE = {
  retry: "Taken up again where it stopped; steps that are done stay done.",
  cancel: "Cancelled: no further step begins.",
} as const;

export function useEngineRunCommand(
  id: string,
  command: keyof typeof DONE,
): UseMutationResult<EngineRunDetailOut, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(`POST /api/v1/engine/runs/{id}/${command}`, { path: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["engine-runs"] });
      showToast(DONE[command]);
    },
    onError: (error) => showToast(error.message, "dead"),
  });
}
