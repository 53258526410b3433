import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { TenantIn, TenantOut } from "@/lib/contracts/tenant";
import { callApi } from "../api";
import { keys } from "../keys";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 30_000;

export interface TenantFilters {
  cursor?: string | undefined;
  limit?: number;
}

/** For operators; `isAllowed` false asks nothing. */
export function useTenants(filters: TenantFilters, isAllowed = true): UseQueryResult<Page<TenantOut>> {
  return usePageQuery<TenantOut>({
    key: keys.tenants(filters),
    path: "/tenants",
    query: () => filters,
    everyMs: QUIET_MS,
    isAllowed,
  });
}

export function useCreateTenant(): UseMutationResult<TenantOut, Error, Pick<TenantIn, "name"> & Partial<TenantIn>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tenant) => callApi<TenantOut>("/tenants", { method: "POST", body: tenant }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tenants"] }),
  });
}
