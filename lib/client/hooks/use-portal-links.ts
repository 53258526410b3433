import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "@/clients/typescript/operation";
import type { Page } from "@/lib/contracts/common";
import type { PortalLinkCreatedOut, PortalLinkOut } from "@/lib/contracts/portal-link";
import { callApi } from "../api";
import { type PortalLinkFilters, portalLinksQuery } from "../queries/portal-links";
import { showToast } from "../toast";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 5_000;

export function usePortalLinks(filters: PortalLinkFilters): UseQueryResult<Page<PortalLinkOut>> {
  return usePageQuery({ ...portalLinksQuery(filters), everyMs: filters.cursor ? false : QUIET_MS });
}

type LinkDraft = BodyOf<"POST /api/v1/portal-links">;

export function useCreatePortalLink(): UseMutationResult<PortalLinkCreatedOut, Error, LinkDraft> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) => callApi("POST /api/v1/portal-links", { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["portal-links"] }),
  });
}

/** Ends the session that it became, too. */
export function useRevokePortalLink(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) => callApi("DELETE /api/v1/portal-links/{id}", { path: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["portal-links"] });
      showToast("Revoked: whoever was signed in by it is signed out.");
    },
    onError: (error) => showToast(error.message, "dead"),
  });
}
