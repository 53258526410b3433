import { pageOf, pageQuery } from "@/lib/contracts/common";
import { memberOut, memberPatch } from "@/lib/contracts/member";
import { type PasswordResetOut, passwordResetOut } from "@/lib/contracts/password-reset";
import type { Credential } from "@/lib/http/access";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import * as members from "@/lib/services/members";
import { resetMember } from "@/lib/services/password-resets";

export const listMembers = route({
  summary: "List the people of a tenant",
  response: pageOf(memberOut),
  auth: "tenant",
  query: pageQuery,
  handler: async ({ tenantId, query }) => page(await members.listMembers(tenantId, readKeyset("member", query))),
});

export const updateMember = route({
  summary: "Change a member's role",
  response: memberOut,
  auth: "tenant",
  role: "owner",
  scope: "all",
  params: idParams,
  body: memberPatch,
  handler: ({ caller, body, ...context }) => members.updateMember(caller, refOf(context), body),
});

export const removeMember = route({
  summary: "Remove a member; their sessions reach the tenant no more",
  auth: "tenant",
  role: "owner",
  scope: "all",
  params: idParams,
  status: 204,
  handler: ({ caller, ...context }) => members.removeMember(caller, refOf(context)),
});

export const createMemberReset = route({
  summary: "Make a link with which a member chooses a new password",
  response: passwordResetOut,
  auth: "tenant",
  role: "owner",
  scope: "all",
  params: idParams,
  status: 201,
  toStored: (body: PasswordResetOut) => ({ ...body, url: null }),
  handler: ({ caller, ...context }) => resetMember(caller, refOf(context)),
});

interface MemberContext {
  tenantId: string;
  credential: Credential;
  params: { id: string };
}

function refOf({ tenantId, credential, params }: MemberContext): members.MemberRef {
  return { tenantId, id: params.id, byOperator: credential.kind === "operator" };
}
