import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "@/clients/typescript/operation";
import type { Page } from "@/lib/contracts/common";
import type { TenantOut } from "@/lib/contracts/tenant";
import { callApi } from "../api";
import { type TenantFilters, tenantsQuery } from "../queries/overview";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 30_000;

/** For operators; `isAllowed` false asks nothing. */
export function useTenants(filters: TenantFilters, isAllowed = true): UseQueryResult<Page<TenantOut>> {
  return usePageQuery({ ...tenantsQuery(filters), everyMs: QUIET_MS, isAllowed });
}

export function useCreateTenant(): UseMutationResult<TenantOut, Error, BodyOf<"POST /api/v1/tenants">> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) => callApi("POST /api/v1/tenants", { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tenants"] }),
  });
}
