import { pageOf, pageQuery } from "@/lib/contracts/common";
import {
  type InvitationCreatedOut,
  invitationAcceptedOut,
  invitationAcceptIn,
  invitationCreatedOut,
  invitationIn,
  invitationOut,
  invitationPreviewIn,
  invitationPreviewOut,
} from "@/lib/contracts/invitation";
import { page, readKeyset } from "@/lib/http/cursor";
import { idParams, route } from "@/lib/http/route";
import { signedInUserId } from "@/lib/http/session";
import { acceptInvitation as accept, previewInvitation as preview } from "@/lib/services/accept-invitation";
import * as invitations from "@/lib/services/invitations";

const withoutUrl = (body: InvitationCreatedOut) => ({ ...body, url: null });

export const listInvitations = route({
  summary: "List invitations to a tenant, or to the operator's staff",
  response: pageOf(invitationOut),
  auth: "any",
  role: "owner",
  query: pageQuery,
  handler: async ({ tenantId, query }) =>
    page(await invitations.listInvitations(tenantId, readKeyset("invitation", query))),
});

export const createInvitation = route({
  summary: "Invite somebody; the answer holds the link to copy, and it is mailed where mail is set up",
  response: invitationCreatedOut,
  auth: "any",
  role: "owner",
  scope: "all",
  body: invitationIn,
  status: 201,
  toStored: withoutUrl,
  handler: ({ caller, tenantId, body }) => invitations.createInvitation(caller, tenantId, body),
});

export const renewInvitation = route({
  summary: "Make a new link for an invitation; the old one ends",
  response: invitationCreatedOut,
  auth: "any",
  role: "owner",
  scope: "all",
  params: idParams,
  toStored: withoutUrl,
  handler: ({ caller, tenantId, params }) => invitations.renewInvitation(caller, tenantId, params.id),
});

export const revokeInvitation = route({
  summary: "Revoke an invitation",
  auth: "any",
  role: "owner",
  params: idParams,
  status: 204,
  handler: ({ caller, tenantId, params }) => invitations.revokeInvitation(caller, tenantId, params.id),
});

export const previewInvitation = route({
  summary: "Tell what an invitation's token is for, without using it up",
  response: invitationPreviewOut,
  auth: "public",
  body: invitationPreviewIn,
  handler: ({ body }) => preview(body.token),
});

export const acceptInvitation = route({
  summary: "Accept an invitation",
  response: invitationAcceptedOut,
  auth: "public",
  body: invitationAcceptIn,
  handler: async ({ caller, body, request }) => accept(caller, body, await signedInUserId(request.headers)),
});
