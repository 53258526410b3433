import type { Page } from "@/lib/contracts/common";
import type { InvitationOut } from "@/lib/contracts/invitation";
import type { MemberOut, OperatorOut } from "@/lib/contracts/member";
import type { SessionOut } from "@/lib/contracts/session";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";
import { scopedPath } from "../scoped-path";

interface PageFilter {
  cursor?: string | undefined;
}

export function membersQuery(tenantId: string | null, filters: PageFilter): ApiQuery<Page<MemberOut>> {
  return { key: keys.members(tenantId, filters), path: scopedPath(tenantId, "/members"), query: () => filters };
}

/** The operator's staff. */
export function operatorsQuery(filters: PageFilter): ApiQuery<Page<OperatorOut>> {
  return { key: keys.operators(filters), path: "/operators", query: () => filters };
}

/** To the tenant; to the operator's staff for an operator who looks at all of them. */
export function invitationsQuery(tenantId: string | null): ApiQuery<Page<InvitationOut>> {
  return { key: keys.invitations(tenantId), path: scopedPath(tenantId, "/invitations") };
}

/** The browsers that are signed in as oneself. */
export function sessionsQuery(): ApiQuery<Page<SessionOut>> {
  return { key: keys.sessions(), path: "/sessions" };
}
