import { z } from "zod";
import { email, linkToken, MAX_PASSWORD_LENGTH, personName } from "./account";
import { time, toTime } from "./common";
import { memberRole } from "./member";

export const INVITATION_STATUSES = ["open", "accepted", "expired", "revoked"] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/** To a tenant: `role` is required. To the operator's staff (no tenant in the path): it is left out. */
export const invitationIn = z.strictObject({ email, role: memberRole.nullable().default(null) });
export type InvitationIn = z.output<typeof invitationIn>;

export const invitationOut = z.object({
  id: z.string(),
  /** Null: to the operator's staff. */
  tenantId: z.string().nullable(),
  email: z.string(),
  role: z.union([memberRole, z.literal("operator")]),
  status: z.enum(INVITATION_STATUSES),
  /** An actor as in the audit log. */
  invitedBy: z.string(),
  createdAt: time,
  expiresAt: time,
  acceptedAt: time.nullable(),
});
export type InvitationOut = z.output<typeof invitationOut>;

/** What makes a link: the only answers that hold it. */
export const invitationCreatedOut = invitationOut.extend({
  /** To be copied to the person; null in a repeated answer. */
  url: z.string().nullable(),
  /** True when it is also on its way by mail. */
  mailed: z.boolean(),
});
export type InvitationCreatedOut = z.output<typeof invitationCreatedOut>;

export const invitationPreviewIn = z.strictObject({ token: linkToken });

/** What the page of the link shows before it is accepted. */
export const invitationPreviewOut = z.object({
  email: z.string(),
  role: z.union([memberRole, z.literal("operator")]),
  /** Null: the operator's staff. */
  tenantName: z.string().nullable(),
  /** True when there is no account with this email yet: accepting needs a password. */
  isNewAccount: z.boolean(),
});
export type InvitationPreviewOut = z.output<typeof invitationPreviewOut>;

/**
 * For a new account `password` is the one to be; for an account that exists it is its own, unless its person is
 * signed in: the link alone must not bring a tenant to an account that somebody else may have made.
 */
export const invitationAcceptIn = z.strictObject({
  token: linkToken,
  name: personName.nullable().default(null),
  password: z.string().min(1).max(MAX_PASSWORD_LENGTH).nullable().default(null),
});
export type InvitationAcceptIn = z.output<typeof invitationAcceptIn>;
export const invitationAcceptedOut = z.object({ email: z.string(), tenantId: z.string().nullable() });
export type InvitationAcceptedOut = z.output<typeof invitationAcceptedOut>;

export interface InvitationRow {
  id: string;
  tenantId: string | null;
  email: string;
  role: "owner" | "developer" | "viewer" | null;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
}

export function toInvitationOut(row: InvitationRow, now = new Date()): InvitationOut {
  return {
    id: row.id,
    tenantId: row.tenantId,
    email: row.email,
    role: row.role ?? "operator",
    status: statusOf(row, now),
    invitedBy: row.invitedBy,
    createdAt: toTime(row.createdAt),
    expiresAt: toTime(row.expiresAt),
    acceptedAt: toTime(row.acceptedAt),
  };
}

function statusOf({ acceptedAt, revokedAt, expiresAt }: InvitationRow, now: Date): InvitationStatus {
  if (acceptedAt) return "accepted";
  if (revokedAt) return "revoked";
  return expiresAt <= now ? "expired" : "open";
}
