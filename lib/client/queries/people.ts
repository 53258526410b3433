import type { Page } from "@/lib/contracts/common";
import type { InvitationOut } from "@/lib/contracts/invitation";
import type { MemberOut, OperatorOut } from "@/lib/contracts/member";
import type { SessionOut } from "@/lib/contracts/session";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";
import type { QueryOf } from "../operation";

export type PageFilter = QueryOf<"GET /api/v1/members">;

export function membersQuery(tenantId: string | null, filters: PageFilter): ApiQuery<Page<MemberOut>> {
  return apiQuery("GET /api/v1/members", { key: keys.members(tenantId, filters), tenantId, query: () => filters });
}

/** The operator's staff. */
export function operatorsQuery(filters: PageFilter): ApiQuery<Page<OperatorOut>> {
  return apiQuery("GET /api/v1/operators", { key: keys.operators(filters), query: () => filters });
}

/** To the tenant; to the operator's staff for an operator who looks at all of them. */
export function invitationsQuery(tenantId: string | null): ApiQuery<Page<InvitationOut>> {
  return apiQuery("GET /api/v1/invitations", { key: keys.invitations(tenantId), tenantId });
}

/** The browsers that are signed in as oneself. */
export function sessionsQuery(): ApiQuery<Page<SessionOut>> {
  return apiQuery("GET /api/v1/sessions", { key: keys.sessions() });
}
