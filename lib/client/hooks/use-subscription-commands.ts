import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type {
  EnableIn,
  RotateSecretIn,
  SecretsOut,
  SubscriptionEnabledOut,
  SubscriptionOut,
  SubscriptionPatch,
  SubscriptionRotatedOut,
} from "@/lib/contracts/subscription";
import type { TestOut } from "@/lib/contracts/subscription-test";
import { type ApiRequest, callApi } from "../api";
import { countOf } from "../format";
import { scopedPath } from "../scoped-path";
import type { SubscriptionDraft } from "../subscription-draft";
import { showToast } from "../toast";

/** `secret` stands in the answer to the creation only. */
export type CreatedSubscription = SubscriptionOut & { secret: string | null };

/** Commands name the tenant in the path: an operator has to, a member may. */
export type SubscriptionRef = Pick<SubscriptionOut, "id" | "tenantId">;

interface NewSubscription {
  tenantId: string | null;
  draft: SubscriptionDraft;
}

export function useCreateSubscription(): UseMutationResult<CreatedSubscription, Error, NewSubscription> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ tenantId, draft }) =>
      callApi<CreatedSubscription>(scopedPath(tenantId, "/subscriptions"), { method: "POST", body: draft }),
    onSuccess: invalidate,
  });
}

/** Refused when somebody else changed it since it was read. */
export function useUpdateSubscription(
  subscription: SubscriptionRef & { version: number },
): UseMutationResult<SubscriptionOut, Error, Partial<SubscriptionPatch>> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (patch) =>
      send<SubscriptionOut>(subscription, "", {
        method: "PATCH",
        body: patch,
        headers: { "if-match": `"${subscription.version}"` },
      }),
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

export function useSwitchSubscription(ref: SubscriptionRef): UseMutationResult<unknown, Error, keyof typeof DONE> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (command) => send(ref, `/${command}`, { method: "POST" }),
    onSuccess: async (_, command) => {
      await invalidate();
      showToast(DONE[command]);
    },
    onError: complain,
  });
}

/** What it missed while it was disabled stays skipped, unless it is asked for. */
export function useEnableSubscription(
  ref: SubscriptionRef,
): UseMutationResult<SubscriptionEnabledOut, Error, EnableIn> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => send<SubscriptionEnabledOut>(ref, "/enable", { method: "POST", body }),
    onSuccess: async ({ replay }) => {
      await invalidate();
      const missed = replay ? ` ${countOf(replay.total, "delivery goes", "deliveries go")} out again.` : "";
      showToast(`Enabled: events are sent here again.${missed}`);
    },
    onError: complain,
  });
}

export function useDeleteSubscription(ref: SubscriptionRef): UseMutationResult<unknown, Error, void> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: () => send(ref, "", { method: "DELETE" }),
    onSuccess: async () => {
      await invalidate();
      showToast("Deleted. What waited is cancelled; the delivery log stays.");
    },
    onError: complain,
  });
}

/** One signed request, now; it is no delivery. */
export function useTestSubscription(ref: SubscriptionRef): UseMutationResult<TestOut, Error, void> {
  return useMutation({ mutationFn: () => send<TestOut>(ref, "/test", { method: "POST" }) });
}

/** The signing secret in the clear; every look stands in the audit log. */
export function useRevealSecret(ref: SubscriptionRef): UseMutationResult<SecretsOut, Error, void> {
  return useMutation({ mutationFn: () => send<SecretsOut>(ref, "/secret", {}), onError: complain });
}

/** A new secret; the ones before sign beside it for the overlap. */
export function useRotateSecret(
  ref: SubscriptionRef,
): UseMutationResult<SubscriptionRotatedOut, Error, Partial<RotateSecretIn>> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => send<SubscriptionRotatedOut>(ref, "/rotate-secret", { method: "POST", body }),
    onSuccess: invalidate,
    onError: complain,
  });
}

function send<T>({ id, tenantId }: SubscriptionRef, path: string, request: ApiRequest): Promise<T> {
  return callApi<T>(scopedPath(tenantId, `/subscriptions/${id}${path}`), request);
}

function complain(error: Error): void {
  showToast(error.message, "dead");
}

function useInvalidate(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["subscriptions"] });
}
