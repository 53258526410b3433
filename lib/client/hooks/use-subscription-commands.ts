import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BodyOf, ResponseOf } from "@/clients/typescript/operation";
import type {
  SecretsOut,
  SubscriptionCreatedOut,
  SubscriptionEnabledOut,
  SubscriptionOut,
} from "@/lib/contracts/subscription";
import type { TestOut } from "@/lib/contracts/subscription-test";
import { callApi } from "../api";
import { countOf } from "../format";
import type { SubscriptionChanges, SubscriptionDraft } from "../subscription-draft";
import { showToast } from "../toast";

/** `secret` stands in the answer to the creation only. */
export type CreatedSubscription = ResponseOf<"POST /api/v1/subscriptions">;

/** Commands name the tenant in the path: an operator has to, a member may. */
export type SubscriptionRef = Pick<SubscriptionOut, "id" | "tenantId">;

interface NewSubscription {
  tenantId: string | null;
  draft: SubscriptionDraft;
}

export function useCreateSubscription(): UseMutationResult<CreatedSubscription, Error, NewSubscription> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ tenantId, draft }) => callApi("POST /api/v1/subscriptions", { tenantId, body: draft }),
    onSuccess: invalidate,
  });
}

/** Refused when somebody else changed it since it was read. */
export function useUpdateSubscription({
  id,
  tenantId,
  version,
}: SubscriptionRef & { version: number }): UseMutationResult<SubscriptionOut, Error, SubscriptionChanges> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) =>
      callApi("PATCH /api/v1/subscriptions/{id}", { tenantId, path: { id }, body, ifMatch: `"${version}"` }),
    onSuccess: async () => {
      await invalidate();
      showToast("Saved. Events accepted from now on follow the new settings.");
    },
  });
}

const DONE = {
  pause: "Paused: deliveries wait until you resume.",
  resume: "Resumed: what waited goes out now.",
} as const;

export function useSwitchSubscription({
  id,
  tenantId,
}: SubscriptionRef): UseMutationResult<unknown, Error, keyof typeof DONE> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (command) => callApi(`POST /api/v1/subscriptions/{id}/${command}`, { tenantId, path: { id } }),
    onSuccess: async (_, command) => {
      await invalidate();
      showToast(DONE[command]);
    },
    onError: complain,
  });
}

/** What it missed while it was disabled stays skipped, unless it is asked for. */
export function useEnableSubscription({
  id,
  tenantId,
}: SubscriptionRef): UseMutationResult<
  SubscriptionEnabledOut,
  Error,
  NonNullable<BodyOf<"POST /api/v1/subscriptions/{id}/enable">>
> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi("POST /api/v1/subscriptions/{id}/enable", { tenantId, path: { id }, body }),
    onSuccess: async ({ replay }) => {
      await invalidate();
      const missed = replay ? ` ${countOf(replay.total, "delivery goes", "deliveries go")} out again.` : "";
      showToast(`Enabled: events are sent here again.${missed}`);
    },
    onError: complain,
  });
}

export function useDeleteSubscription({ id, tenantId }: SubscriptionRef): UseMutationResult<unknown, Error, void> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: () => callApi("DELETE /api/v1/subscriptions/{id}", { tenantId, path: { id } }),
    onSuccess: async () => {
      await invalidate();
      showToast("Deleted. What waited is cancelled; the delivery log stays.");
    },
    onError: complain,
  });
}

/** One signed request, now; it is no delivery. */
export function useTestSubscription({ id, tenantId }: SubscriptionRef): UseMutationResult<TestOut, Error, void> {
  return useMutation({ mutationFn: () => callApi("POST /api/v1/subscriptions/{id}/test", { tenantId, path: { id } }) });
}

/** The signing secret in the clear; every look stands in the audit log. */
export function useRevealSecret({ id, tenantId }: SubscriptionRef): UseMutationResult<SecretsOut, Error, void> {
  return useMutation({
    mutationFn: () => callApi("GET /api/v1/subscriptions/{id}/secret", { tenantId, path: { id } }),
    onError: complain,
  });
}

/** A new secret; the ones before sign beside it for the overlap. */
export function useRotateSecret({
  id,
  tenantId,
}: SubscriptionRef): UseMutationResult<
  SubscriptionCreatedOut,
  Error,
  BodyOf<"POST /api/v1/subscriptions/{id}/rotate-secret">
> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi("POST /api/v1/subscriptions/{id}/rotate-secret", { tenantId, path: { id }, body }),
    onSuccess: invalidate,
    onError: complain,
  });
}

function complain(error: Error): void {
  showToast(error.message, "dead");
}

function useInvalidate(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["subscriptions"] });
}
