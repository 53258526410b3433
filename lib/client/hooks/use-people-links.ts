import { type UseMutationResult, type UseQueryResult, useMutation, useQuery } from "@tanstack/react-query";
import type { BodyOf, ResponseOf } from "@/clients/typescript/operation";
import type { InvitationAcceptedOut, InvitationPreviewOut } from "@/lib/contracts/invitation";
import { callApi } from "../api";

/** What an invitation's link is for; asks nothing without a token. */
export function useInvitation(token: string | null): UseQueryResult<InvitationPreviewOut> {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => callApi("POST /api/v1/invitations/preview", { body: { token: token ?? "" } }),
    enabled: Boolean(token),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useAcceptInvitation(): UseMutationResult<
  InvitationAcceptedOut,
  Error,
  BodyOf<"POST /api/v1/invitations/accept">
> {
  return useMutation({ mutationFn: (body) => callApi("POST /api/v1/invitations/accept", { body }) });
}

/** Mails a link, if there is such a person; nobody learns whether there is. */
export function useRequestReset(): UseMutationResult<unknown, Error, { email: string }> {
  return useMutation({ mutationFn: (body) => callApi("POST /api/v1/password-resets", { body }) });
}

export function useCompleteReset(): UseMutationResult<
  ResponseOf<"POST /api/v1/password-resets/complete">,
  Error,
  BodyOf<"POST /api/v1/password-resets/complete">
> {
  return useMutation({ mutationFn: (body) => callApi("POST /api/v1/password-resets/complete", { body }) });
}
