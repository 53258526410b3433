import { DAY_MS } from "@/lib/clock";
import {
  type InvitationCreatedOut,
  type InvitationIn,
  type InvitationOut,
  type InvitationRow,
  toInvitationOut,
} from "@/lib/contracts/invitation";
import { AppError, invalidField, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import * as queries from "@/lib/queries/invitations";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import { findMemberByEmail } from "@/lib/queries/members";
import { inTransaction } from "@/lib/queries/transaction";
import { findUserByEmail } from "@/lib/queries/users";
import { type Caller, recordChange } from "./audit";
import { linkTo, newLinkToken } from "./link-token";
import { mailAfterCommit } from "./mail";

const INVITATION_DAYS = 7;

/** `tenantId` null: to the operator's staff. An open invitation of the same person gives way. */
export function createInvitation(
  caller: Caller,
  tenantId: string | null,
  { email, role }: InvitationIn,
): Promise<InvitationCreatedOut> {
  if (tenantId !== null && role === null)
    throw invalidField("role", "is required: owner, developer or viewer", "required");
  if (tenantId === null && role !== null)
    throw invalidField(
      "role",
      "is for members of a tenant: leave it out to invite an operator, or name the tenant in the path",
    );
  return inTransaction(async () => {
    await refuseWhoIsIn(tenantId, email);
    for (const { id } of await queries.findOpenOf(tenantId, email)) await revokeInvitation(caller, tenantId, id);
    const { token, hash } = newLinkToken();
    const row = await queries.insertInvitation({
      id: newId("invitation"),
      tenantId,
      email,
      role,
      tokenHash: hash,
      invitedBy: caller.actor,
      expiresAt: expiry(),
    });
    return conclude(caller, { action: "invitation.create", before: null, row }, token);
  });
}

export async function listInvitations(tenantId: string | null, keyset: Keyset): Promise<Slice<InvitationOut>> {
  return mapSlice(await queries.listInvitations(tenantId, keyset), (row) => toInvitationOut(row));
}

/** A new link for an invitation that is not accepted or revoked; the old link ends. */
export function renewInvitation(caller: Caller, tenantId: string | null, id: string): Promise<InvitationCreatedOut> {
  return inTransaction(async () => {
    const before = await queries.findInvitation(tenantId, id);
    if (!before) throw notFound("invitation");
    if (before.acceptedAt || before.revokedAt)
      throw new AppError("conflict", "Only an open or expired invitation can be renewed. Make a new one.");
    const { token, hash } = newLinkToken();
    const row = await queries.renewInvitation(id, hash, expiry());
    return conclude(caller, { action: "invitation.renew", before, row }, token);
  });
}

export function revokeInvitation(caller: Caller, tenantId: string | null, id: string): Promise<void> {
  return inTransaction(async () => {
    const row = await queries.revokeInvitation(tenantId, id);
    if (!row) throw notFound("invitation");
    const [before, after] = [toInvitationOut({ ...row, revokedAt: null }), toInvitationOut(row)];
    await recordChange(caller, { tenantId, action: "invitation.revoke", targetId: id, before, after });
  });
}

interface NewLink {
  action: string;
  before: InvitationRow | null;
  row: InvitationRow;
}

async function conclude(
  caller: Caller,
  { action, before, row }: NewLink,
  token: string,
): Promise<InvitationCreatedOut> {
  const out = toInvitationOut(row);
  const shown = { before: before && toInvitationOut(before), after: out };
  await recordChange(caller, { tenantId: row.tenantId, action, targetId: row.id, ...shown });
  const url = linkTo("invitation", token);
  const mailed = await mailAfterCommit("invitation", row.email, url);
  return { ...out, url, mailed };
}

async function refuseWhoIsIn(tenantId: string | null, email: string): Promise<void> {
  const isIn =
    tenantId === null
      ? (await findUserByEmail(email))?.role === "operator"
      : (await findMemberByEmail(tenantId, email)) !== null;
  if (isIn) throw new AppError("already_exists", `${email} is in already.`);
}

function expiry(): Date {
  return new Date(Date.now() + INVITATION_DAYS * DAY_MS);
}
