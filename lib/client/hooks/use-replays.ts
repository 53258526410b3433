import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { ResponseOf } from "@/clients/typescript/operation";
import type { Page } from "@/lib/contracts/common";
import type { ReplayCountOut, ReplayDetailOut, ReplayOut } from "@/lib/contracts/replay";
import { callApi } from "../api";
import { keys } from "../keys";
import { type ReplayFilters, replayQuery, replaysQuery } from "../queries/replays";
import type { ReplayDraft } from "../replay-draft";
import { useScope } from "../scope";
import { showToast } from "../toast";
import { useApiQuery } from "./use-api-query";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 1_000;
const QUIET_MS = 10_000;

export function useReplays(filters: ReplayFilters): UseQueryResult<Page<ReplayOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...replaysQuery(tenantId, filters), everyMs: filters.cursor ? false : LIVE_MS * 2 });
}

/** Looks often while it runs or what it sent is still on its way. */
export function useReplay(id: string): UseQueryResult<ReplayDetailOut> {
  return useApiQuery(replayQuery(id), {
    everyMs: (replay) => (replay && replay.status !== "running" && replay.pending === 0 ? QUIET_MS : LIVE_MS),
  });
}

/** How many a replay would send; nothing is sent. Null: there is nothing to ask yet. */
export function useReplayCount(tenantId: string | null, draft: ReplayDraft | null): UseQueryResult<ReplayCountOut> {
  return useQuery({
    queryKey: keys.replayCount(tenantId, draft ?? {}),
    queryFn: ({ signal }) =>
      callApi("POST /api/v1/replays", { tenantId, body: { ...draft, dryRun: true }, signal }).then(countIn),
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    refetchInterval: QUIET_MS,
  });
}

/** With `dryRun` the answer is a count, without it a replay. */
type Answer = ResponseOf<"POST /api/v1/replays">;

function countIn(answer: Answer): ReplayCountOut {
  if (!("dryRun" in answer)) throw new Error("a replay was made where a count was asked for");
  return answer;
}

function replayIn(answer: Answer): ReplayOut {
  if ("dryRun" in answer) throw new Error("a count was answered where a replay was asked for");
  return answer;
}

interface NewReplay {
  tenantId: string | null;
  draft: ReplayDraft;
}

export function useCreateReplay(): UseMutationResult<ReplayOut, Error, NewReplay> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ tenantId, draft }) => callApi("POST /api/v1/replays", { tenantId, body: draft }).then(replayIn),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["replays"] }),
        client.invalidateQueries({ queryKey: ["deliveries"] }),
      ]),
    onError: (error) => showToast(error.message, "dead"),
  });
}

export function useCancelReplay(): UseMutationResult<ReplayOut, Error, Pick<ReplayOut, "id" | "tenantId">> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, tenantId }) => callApi("POST /api/v1/replays/{id}/cancel", { tenantId, path: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["replays"] });
      showToast("Cancelled: nothing more of it is put on its line. What is there already goes out.");
    },
    onError: (error) => showToast(error.message, "dead"),
  });
}
