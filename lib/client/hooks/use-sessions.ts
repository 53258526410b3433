import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { SessionOut } from "@/lib/contracts/session";
import { callApi } from "../api";
import { sessionsQuery } from "../queries/people";
import { showToast } from "../toast";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 30_000;

export function useSessions(): UseQueryResult<Page<SessionOut>> {
  return usePageQuery({ ...sessionsQuery(), everyMs: QUIET_MS });
}

/** One of one's sessions; null: all but this one. */
export function useEndSession(): UseMutationResult<unknown, Error, string | null> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) =>
      id === null
        ? callApi("DELETE /api/v1/sessions", { query: { keepCurrent: "true" } })
        : callApi("DELETE /api/v1/sessions/{id}", { path: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["sessions"] });
      showToast("Signed out there.");
    },
    onError: (error) => showToast(error.message, "dead"),
  });
}
