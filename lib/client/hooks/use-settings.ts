import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "@/clients/typescript/operation";
import type { Settings } from "@/lib/contracts/settings";
import { callApi } from "../api";
import { keys } from "../keys";
import { settingsQuery } from "../queries/settings";
import { showToast } from "../toast";
import { useApiQuery } from "./use-api-query";

const QUIET_MS = 60_000;

export type SettingsChanges = BodyOf<"PATCH /api/v1/settings">;

/** For operators; `isAllowed` false asks nothing. */
export function useSettings(isAllowed = true): UseQueryResult<Settings> {
  return useApiQuery(settingsQuery(), { everyMs: QUIET_MS, isAllowed });
}

export function useUpdateSettings(): UseMutationResult<Settings, Error, SettingsChanges> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) => callApi("PATCH /api/v1/settings", { body }),
    onSuccess: (settings) => {
      client.setQueryData(keys.settings(), settings);
      showToast("Saved.");
    },
  });
}
