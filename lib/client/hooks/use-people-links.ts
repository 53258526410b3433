import { type UseMutationResult, type UseQueryResult, useMutation, useQuery } from "@tanstack/react-query";
import type { InvitationAcceptedOut, InvitationPreviewOut } from "@/lib/contracts/invitation";
import { callApi } from "../api";

/** What an invitation's link is for; asks nothing without a token. */
export function useInvitation(token: string | null): UseQueryResult<InvitationPreviewOut> {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => callApi<InvitationPreviewOut>("/invitations/preview", { method: "POST", body: { token } }),
    enabled: Boolean(token),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface Acceptance {
  token: string;
  name: string | null;
  password: string;
}

export function useAcceptInvitation(): UseMutationResult<InvitationAcceptedOut, Error, Acceptance> {
  return useMutation({ mutationFn: (body) => callApi("/invitations/accept", { method: "POST", body }) });
}

/** Mails a link, if there is such a person; nobody learns whether there is. */
export function useRequestReset(): UseMutationResult<unknown, Error, { email: string }> {
  return useMutation({ mutationFn: (body) => callApi("/password-resets", { method: "POST", body }) });
}

export function useCompleteReset(): UseMutationResult<{ email: string }, Error, { token: string; password: string }> {
  return useMutation({ mutationFn: (body) => callApi("/password-resets/complete", { method: "POST", body }) });
}
