import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "@/clients/typescript/operation";
import type { Page } from "@/lib/contracts/common";
import type { SandboxReceiverOut, SandboxRequestOut } from "@/lib/contracts/sandbox";
import { callApi } from "../api";
import { receivedQuery, receiversQuery } from "../queries/sandbox";
import { useScope } from "../scope";
import { showToast } from "../toast";
import { usePageQuery } from "./use-page-query";

const LIVE_MS = 1_500;
const QUIET_MS = 5_000;
const TEST_EVENT_TYPE = "sandbox.hello";

export function useReceivers(): UseQueryResult<Page<SandboxReceiverOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...receiversQuery(tenantId), everyMs: QUIET_MS });
}

/** The first page moves by itself. */
export function useReceived(receiverId: string, cursor: string | undefined): UseQueryResult<Page<SandboxRequestOut>> {
  return usePageQuery({ ...receivedQuery(receiverId, cursor), everyMs: cursor ? false : LIVE_MS });
}

interface NewReceiver {
  tenantId: string | null;
  receiver: BodyOf<"POST /api/v1/sandbox/receivers">;
}

export function useCreateReceiver(): UseMutationResult<SandboxReceiverOut, Error, NewReceiver> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ tenantId, receiver }) => callApi("POST /api/v1/sandbox/receivers", { tenantId, body: receiver }),
    onSuccess: async () => {
      await invalidate();
      showToast("It listens. Subscribe it, or send it anything.");
    },
    onError: complain,
  });
}

type ReceiverRef = Pick<SandboxReceiverOut, "id" | "tenantId">;

/** Every change keeps the receiver for another 24 hours. */
export function useUpdateReceiver(
  { id, tenantId }: ReceiverRef,
  done: string,
): UseMutationResult<SandboxReceiverOut, Error, BodyOf<"PATCH /api/v1/sandbox/receivers/{id}">> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi("PATCH /api/v1/sandbox/receivers/{id}", { tenantId, path: { id }, body }),
    onSuccess: async () => {
      await invalidate();
      showToast(done);
    },
    onError: complain,
  });
}

export function useDeleteReceiver({ id, tenantId }: ReceiverRef): UseMutationResult<unknown, Error, void> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: () => callApi("DELETE /api/v1/sandbox/receivers/{id}", { tenantId, path: { id } }),
    onSuccess: async () => {
      await invalidate();
      showToast("Deleted, with all that it got.");
    },
    onError: complain,
  });
}

export function useClearReceived({ id, tenantId }: ReceiverRef): UseMutationResult<unknown, Error, void> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: () => callApi("DELETE /api/v1/sandbox/receivers/{id}/requests", { tenantId, path: { id } }),
    onSuccess: invalidate,
    onError: complain,
  });
}

/** Something to look at: an event of the tenant, to whichever subscriptions want it. */
export function usePublishTestEvent({ tenantId }: ReceiverRef): UseMutationResult<unknown, Error, void> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: () =>
      callApi("POST /api/v1/events", {
        tenantId,
        body: { type: TEST_EVENT_TYPE, data: { message: "Hello from the sandbox" }, source: "sandbox" },
      }),
    onSuccess: async () => {
      await invalidate();
      showToast(`Published ${TEST_EVENT_TYPE}. It arrives wherever a subscription takes that type.`);
    },
    onError: complain,
  });
}

function complain(error: Error): void {
  showToast(error.message, "dead");
}

function useInvalidate(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["sandbox"] });
}
