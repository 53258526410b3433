import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "@/clients/typescript/operation";
import type { ApiKeyCreatedOut, ApiKeyOut } from "@/lib/contracts/api-key";
import type { Page } from "@/lib/contracts/common";
import { callApi } from "../api";
import { apiKeysQuery } from "../queries/api-keys";
import { useScope } from "../scope";
import { showToast } from "../toast";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 30_000;

interface NewApiKey {
  /** Null: an operator key. */
  tenantId: string | null;
  draft: BodyOf<"POST /api/v1/api-keys">;
}

export function useApiKeys(filters: { cursor?: string | undefined }): UseQueryResult<Page<ApiKeyOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...apiKeysQuery(tenantId, filters), everyMs: QUIET_MS });
}

export function useCreateApiKey(): UseMutationResult<ApiKeyCreatedOut, Error, NewApiKey> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ tenantId, draft }) => callApi("POST /api/v1/api-keys", { tenantId, body: draft }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-keys"] }),
  });
}

export function useRevokeApiKey(): UseMutationResult<unknown, Error, ApiKeyOut> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, tenantId }) => callApi("DELETE /api/v1/api-keys/{id}", { tenantId, path: { id } }),
    onSuccess: async (_, { name }) => {
      await client.invalidateQueries({ queryKey: ["api-keys"] });
      showToast(`Revoked: "${name}" is refused from now on.`);
    },
    onError: (error) => showToast(error.message, "dead"),
  });
}
