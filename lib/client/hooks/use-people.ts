import { type UseMutationResult, type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "@/clients/typescript/operation";
import type { Page } from "@/lib/contracts/common";
import type { InvitationCreatedOut, InvitationOut } from "@/lib/contracts/invitation";
import type { MemberOut, MemberRole, OperatorOut } from "@/lib/contracts/member";
import type { PasswordResetOut } from "@/lib/contracts/password-reset";
import { callApi } from "../api";
import { invitationsQuery, membersQuery, operatorsQuery, type PageFilter } from "../queries/people";
import { useScope } from "../scope";
import { showToast } from "../toast";
import { usePageQuery } from "./use-page-query";

const QUIET_MS = 30_000;

/** `isAllowed` false asks nothing. */
export function useMembers(filters: PageFilter, isAllowed = true): UseQueryResult<Page<MemberOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...membersQuery(tenantId, filters), everyMs: QUIET_MS, isAllowed });
}

export function useOperators(filters: PageFilter, isAllowed = true): UseQueryResult<Page<OperatorOut>> {
  return usePageQuery({ ...operatorsQuery(filters), everyMs: QUIET_MS, isAllowed });
}

/** `isAllowed` false asks nothing. */
export function useInvitations(isAllowed: boolean): UseQueryResult<Page<InvitationOut>> {
  const { tenantId } = useScope();
  return usePageQuery({ ...invitationsQuery(tenantId), everyMs: QUIET_MS, isAllowed });
}

/** Null: to the operator's staff. */
export function useInvite(
  tenantId: string | null,
): UseMutationResult<InvitationCreatedOut, Error, BodyOf<"POST /api/v1/invitations">> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (body) => callApi("POST /api/v1/invitations", { tenantId, body }),
    onSuccess: () => invalidate("invitations"),
  });
}

type InvitationRef = Pick<InvitationOut, "id" | "tenantId">;

/** A new link; the old one ends. */
export function useRenewInvitation(): UseMutationResult<InvitationCreatedOut, Error, InvitationRef> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ id, tenantId }) => callApi("POST /api/v1/invitations/{id}/renew", { tenantId, path: { id } }),
    onSuccess: () => invalidate("invitations"),
    onError: complain,
  });
}

export function useRevokeInvitation(): UseMutationResult<unknown, Error, InvitationRef> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ id, tenantId }) => callApi("DELETE /api/v1/invitations/{id}", { tenantId, path: { id } }),
    onSuccess: async () => {
      await invalidate("invitations");
      showToast("Revoked: the link leads nowhere from now on.");
    },
    onError: complain,
  });
}

export function useUpdateMember(): UseMutationResult<MemberOut, Error, { member: MemberOut; role: MemberRole }> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ member: { id, tenantId }, role }) =>
      callApi("PATCH /api/v1/members/{id}", { tenantId, path: { id }, body: { role } }),
    onSuccess: async ({ email, role }) => {
      await invalidate("members");
      showToast(`${email} is ${role} from now on.`);
    },
    onError: complain,
  });
}

/** A member of a tenant, or one of the operator's staff. */
export interface Person {
  id: string;
  email: string;
  /** Undefined: of the operator's staff. */
  tenantId?: string;
}

export function useRemovePerson(): UseMutationResult<unknown, Error, Person> {
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ id, tenantId }) =>
      tenantId === undefined
        ? callApi("DELETE /api/v1/operators/{id}", { path: { id } })
        : callApi("DELETE /api/v1/members/{id}", { tenantId, path: { id } }),
    onSuccess: async (_, { email, tenantId }) => {
      await invalidate(tenantId === undefined ? "operators" : "members");
      showToast(`${email} is removed.`);
    },
    onError: complain,
  });
}

/** A link with which they choose a new password. */
export function useResetPassword(): UseMutationResult<PasswordResetOut, Error, Person> {
  return useMutation({
    mutationFn: ({ id, tenantId }) =>
      tenantId === undefined
        ? callApi("POST /api/v1/operators/{id}/password-reset", { path: { id } })
        : callApi("POST /api/v1/members/{id}/password-reset", { tenantId, path: { id } }),
    onError: complain,
  });
}

function complain(error: Error): void {
  showToast(error.message, "dead");
}

function useInvalidate(): (resource: string) => Promise<void> {
  const client = useQueryClient();
  return (resource) => client.invalidateQueries({ queryKey: [resource] });
}
