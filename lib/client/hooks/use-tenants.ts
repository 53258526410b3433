import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { TenantIn, TenantOut } from "@/lib/contracts/tenant";
import { callApi } from "../api";
import { type TenantFilters, tenantsQuery } from "../queries/overview";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 30_000;

/** For operators; `isAllowed` false asks nothing. */
export function useTenants(filters: TenantFilters, isAllowed = true): UseQueryResult<Page<TenantOut>> {
  return usePageQuery({ ...tenantsQuery(filters), everyMs: QUIET_MS, isAllowed });
}

export function useCreateTenant(): UseMutationResult<TenantOut, Error, Pick<TenantIn, "name"> & Partial<TenantIn>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tenant) => callApi<TenantOut>("/tenants", { method: "POST", body: tenant }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tenants"] }),
  });
}
