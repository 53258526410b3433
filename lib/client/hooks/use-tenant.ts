import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { BodyOf, ResponseOf } from "@/clients/typescript/operation";
import type { UndeliveredByTenantOut } from "@/lib/contracts/health";
import type { TenantHealthOut } from "@/lib/contracts/lane-health";
import type { TenantOut } from "@/lib/contracts/tenant";
import { callApi } from "../api";
import { apiQuery } from "../api-query";
import { keys } from "../keys";
import type { TenantFilters } from "../queries/overview";
import { tenantHealthQuery, tenantHealthsQuery, tenantQuery, undeliveredByTenantQuery } from "../queries/tenants";
import { showToast } from "../toast";
import { useApiQuery } from "./use-api-query";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 5_000;
const QUIET_MS = 15_000;
const SELDOM_MS = 60_000;

export function useTenant(id: string, isAllowed = true): UseQueryResult<TenantOut> {
  return useApiQuery(tenantQuery(id), { everyMs: QUIET_MS, isAllowed });
}

/** The tenant that a member acts in. */
export function useOwnTenant(): UseQueryResult<TenantOut> {
  const session = useApiQuery(apiQuery("GET /api/v1/session", { key: keys.ownSession() }), { everyMs: SELDOM_MS });
  const id = session.data?.tenant?.id;
  return useTenant(id ?? "unknown", id !== undefined);
}

export function useTenantHealth(id: string): UseQueryResult<TenantHealthOut> {
  return useApiQuery(tenantHealthQuery(id), { everyMs: LIVE_MS });
}

/** By tenant, of the page that the same filters show: one request for all of them. */
export function useTenantHealths(filters: TenantFilters): ReadonlyMap<string, TenantHealthOut> {
  const { data } = usePageQuery({ ...tenantHealthsQuery(filters), everyMs: LIVE_MS });
  return useMemo(() => new Map(data?.data.map((health) => [health.tenantId, health])), [data]);
}

/** For operators. */
export function useUndeliveredByTenant(window: string, isAllowed: boolean): UseQueryResult<UndeliveredByTenantOut> {
  return useApiQuery(undeliveredByTenantQuery(window), { everyMs: LIVE_MS, isAllowed });
}

type TenantRef = Pick<TenantOut, "id" | "name">;

export function useUpdateTenant({
  id,
}: TenantRef): UseMutationResult<TenantOut, Error, BodyOf<"PATCH /api/v1/tenants/{tenant}">> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi("PATCH /api/v1/tenants/{tenant}", { path: { tenant: id }, body }),
    onSuccess: async () => {
      await invalidate();
      showToast("Saved. It holds from now on.");
    },
  });
}

/** To a partition that no other tenant is put into. */
export function useMoveTenant(
  ref: TenantRef,
): UseMutationResult<ResponseOf<"PUT /api/v1/tenants/{tenant}/partition">, Error, void> {
  return useMutation({
    mutationFn: () =>
      callApi("PUT /api/v1/tenants/{tenant}/partition", { path: { tenant: ref.id }, body: { partition: "own" } }),
    onSuccess: ({ partition }) => showToast(`${ref.name} is worked in partition ${partition} now, alone.`),
    onError: complain,
  });
}

export function useDeleteTenant(ref: TenantRef): UseMutationResult<unknown, Error, void> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: () => callApi("DELETE /api/v1/tenants/{tenant}", { path: { tenant: ref.id } }),
    onSuccess: async () => {
      await invalidate();
      showToast(`${ref.name} is deleted, with all its data.`);
    },
    onError: complain,
  });
}

function complain(error: Error): void {
  showToast(error.message, "dead");
}

function useInvalidate(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["tenants"] });
}
