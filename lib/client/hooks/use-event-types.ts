import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/common";
import type { EventTypeDetailOut, EventTypeIn, EventTypeOut, EventTypePatch } from "@/lib/contracts/event-type";
import type { EventTypeImportIn, EventTypeImportOut } from "@/lib/contracts/event-type-import";
import { type ApiRequest, callApi } from "../api";
import { type EventTypeFilters, eventTypeQuery, eventTypesQuery } from "../queries/event-types";
import { useScope } from "../scope";
import { scopedPath } from "../scoped-path";
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

export function useCreateEventType(): UseMutationResult<
  EventTypeDetailOut,
  Error,
  Pick<EventTypeIn, "name"> & Partial<EventTypeIn>
> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi<EventTypeDetailOut>("/event-types", { method: "POST", body }),
    onSuccess: invalidate,
  });
}

export function useUpdateEventType(
  ref: EventTypeRef,
): UseMutationResult<EventTypeDetailOut, Error, Partial<EventTypePatch>> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi<EventTypeDetailOut>(pathOf(ref), { method: "PATCH", body }),
    onSuccess: async () => {
      await invalidate();
      showToast("Saved.");
    },
  });
}

export function useDeleteEventType(ref: EventTypeRef): UseMutationResult<unknown, Error, void> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: () => callApi(pathOf(ref), { method: "DELETE" }),
    onSuccess: async () => {
      await invalidate();
      showToast("Taken out of the catalogue. Events of this type are delivered as before.");
    },
    onError: (error) => showToast(error.message, "dead"),
  });
}

export interface VersionDraft {
  version: string;
  isNew: boolean;
  schema: Record<string, unknown> | null;
  /** Left out: made from the schema. */
  example?: unknown;
}

export function useSaveVersion(ref: EventTypeRef): UseMutationResult<unknown, Error, VersionDraft> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ version, isNew, ...body }) => {
      const request: ApiRequest = isNew ? { method: "POST", body: { version, ...body } } : { method: "PUT", body };
      return callApi(`${pathOf(ref)}/versions${isNew ? "" : `/${encodeURIComponent(version)}`}`, request);
    },
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
  Pick<EventTypeImportIn, "document"> & Partial<EventTypeImportIn>
> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi<EventTypeImportOut>("/event-types/import", { method: "POST", body }),
    onSuccess: invalidate,
  });
}

function pathOf({ name, tenantId }: EventTypeRef): string {
  return scopedPath(tenantId, `/event-types/${encodeURIComponent(name)}`);
}

function useInvalidate(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["event-types"] });
}
