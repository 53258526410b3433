import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "@/clients/typescript/operation";
import type { Page } from "@/lib/contracts/common";
import type { EventTypeDetailOut, EventTypeOut } from "@/lib/contracts/event-type";
import type { EventTypeImportOut } from "@/lib/contracts/event-type-import";
import { callApi } from "../api";
import { type EventTypeFilters, eventTypeQuery, eventTypesQuery } from "../queries/event-types";
import { useScope } from "../scope";
import { showToast } from "../toast";
import { useApiQuery } from "./use-api-query";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 60_000;

export function useEventTypes(filters: EventTypeFilters): UseQueryResult<Page<EventTypeOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...eventTypesQuery(tenantId, filters), everyMs: QUIET_MS });
}

export function useEventType(name: string): UseQueryResult<EventTypeDetailOut> {
  const { tenantId } = useScope();
  return useApiQuery(eventTypeQuery(tenantId, name), { everyMs: QUIET_MS });
}

/** Whose catalogue it stands in: null for the operator's, else the one tenant's. */
export type EventTypeRef = Pick<EventTypeOut, "name" | "tenantId">;

export function useCreateEventType(): UseMutationResult<EventTypeDetailOut, Error, BodyOf<"POST /api/v1/event-types">> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi("POST /api/v1/event-types", { body }),
    onSuccess: invalidate,
  });
}

export function useUpdateEventType({
  name,
  tenantId,
}: EventTypeRef): UseMutationResult<EventTypeDetailOut, Error, BodyOf<"PATCH /api/v1/event-types/{name}">> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi("PATCH /api/v1/event-types/{name}", { tenantId, path: { name }, body }),
    onSuccess: async () => {
      await invalidate();
      showToast("Saved.");
    },
  });
}

export function useDeleteEventType({ name, tenantId }: EventTypeRef): UseMutationResult<unknown, Error, void> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: () => callApi("DELETE /api/v1/event-types/{name}", { tenantId, path: { name } }),
    onSuccess: async () => {
      await invalidate();
      showToast("Taken out of the catalogue. Events of this type are delivered as before.");
    },
    onError: (error) => showToast(error.message, "dead"),
  });
}

type VersionDraft = BodyOf<"POST /api/v1/event-types/{name}/versions"> & { isNew: boolean };

export function useSaveVersion({ name, tenantId }: EventTypeRef): UseMutationResult<unknown, Error, VersionDraft> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ version, isNew, ...body }) =>
      isNew
        ? callApi("POST /api/v1/event-types/{name}/versions", { tenantId, path: { name }, body: { version, ...body } })
        : callApi("PUT /api/v1/event-types/{name}/versions/{version}", { tenantId, path: { name, version }, body }),
    onSuccess: async (_, { version }) => {
      await invalidate();
      showToast(`Version ${version} is saved.`);
    },
  });
}

/** With `dryRun` it only tells. */
export function useImportEventTypes(): UseMutationResult<
  EventTypeImportOut,
  Error,
  BodyOf<"POST /api/v1/event-types/import">
> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi("POST /api/v1/event-types/import", { body }),
    onSuccess: invalidate,
  });
}

function useInvalidate(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["event-types"] });
}
