import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApiKeyCreatedOut, ApiKeyOut, ApiScope } from "@/lib/contracts/api-key";
import type { Page } from "@/lib/contracts/common";
import { callApi } from "../api";
import { apiKeysQuery } from "../queries/api-keys";
import { useScope } from "../scope";
import { scopedPath } from "../scoped-path";
import { showToast } from "../toast";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 30_000;

export interface ApiKeyDraft {
  /** Null: an operator key. */
  tenantId: string | null;
  name: string;
  scopes: ApiScope[];
}

export function useApiKeys(filters: { cursor?: string | undefined }): UseQueryResult<Page<ApiKeyOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...apiKeysQuery(tenantId, filters), everyMs: QUIET_MS });
}

export function useCreateApiKey(): UseMutationResult<ApiKeyCreatedOut, Error, ApiKeyDraft> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ tenantId, ...body }) =>
      callApi<ApiKeyCreatedOut>(scopedPath(tenantId, "/api-keys"), { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-keys"] }),
  });
}

export function useRevokeApiKey(): UseMutationResult<unknown, Error, ApiKeyOut> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, tenantId }) => callApi(scopedPath(tenantId, `/api-keys/${id}`), { method: "DELETE" }),
    onSuccess: async (_, { name }) => {
      await client.invalidateQueries({ queryKey: ["api-keys"] });
      showToast(`Revoked: "${name}" is refused from now on.`);
    },
    onError: (error) => showToast(error.message, "dead"),
  });
}
