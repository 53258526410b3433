import { newPassword } from "@/lib/contracts/account";
import {
  type InvitationAcceptedOut,
  type InvitationAcceptIn,
  type InvitationPreviewOut,
  type InvitationRow,
  toInvitationOut,
} from "@/lib/contracts/invitation";
import { AppError, invalidField } from "@/lib/errors";
import { newId } from "@/lib/ids";
import * as queries from "@/lib/queries/invitations";
import { upsertMember } from "@/lib/queries/members";
import { endCopiedResets } from "@/lib/queries/password-resets";
import { inTransaction } from "@/lib/queries/transaction";
import { findUserByEmail, insertUser, type UserRow, updateUser } from "@/lib/queries/users";
import { type Caller, recordChange } from "./audit";
import { hashOf } from "./link-token";
import { hashPassword, verifyPassword } from "./passwords";
import { forget, requireTry, type Throttle } from "./throttle";

const PASSWORDS: Throttle = { name: "invitation password", limit: 10, windowSeconds: 15 * 60 };

/** What the link is for; uses nothing up. */
export async function previewInvitation(token: string): Promise<InvitationPreviewOut> {
  const { email, role, tenant } = await findOpen(token);
  const isNewAccount = (await findUserByEmail(email)) === null;
  return { email, role: role ?? "operator", tenantName: tenant?.name ?? null, isNewAccount };
}

/**
 * Makes the person a member (or an operator), with a new account if there is none. An account that exists must be
 * proved by its password or by being signed in (`signedInUserId`): else whoever made an account for somebody else's
 * address would get what that person is invited to.
 */
export async function acceptInvitation(
  caller: Caller,
  { token, name, password }: InvitationAcceptIn,
  signedInUserId: string | null,
): Promise<InvitationAcceptedOut> {
  const { email } = await findOpen(token);
  const known = await findUserByEmail(email);
  if (known && known.id !== signedInUserId) await requirePassword(known, password);
  const passwordHash = known ? null : await hashPassword(requireNewPassword(password));
  return inTransaction(async () => {
    const invitation = await findOpen(token);
    await admit(caller, invitation, { name, passwordHash, emailVerifiedAt: null });
    return { email, tenantId: invitation.tenantId };
  });
}

interface NewAccount {
  name: string | null;
  passwordHash: string | null;
  emailVerifiedAt: Date | null;
}

/**
 * In the transaction of its caller, who knows that this is the person. Answers the user's id. A password reset that an
 * owner elsewhere copied before ends: it was for somebody whom that tenant alone knew.
 */
export async function admit(caller: Caller, invitation: InvitationRow, account: NewAccount): Promise<string> {
  const { id, email, tenantId, role } = invitation;
  if (!(await queries.markAccepted(id))) throw goneError();
  const known = await findUserByEmail(email);
  const userId = known?.id ?? newId("user");
  const isOperator = tenantId === null;
  if (!known) await insertUser({ id: userId, email, ...account, role: isOperator ? "operator" : "member" });
  else if (isOperator) await updateUser(userId, { role: "operator" });
  if (tenantId !== null && role !== null) await upsertMember({ id: newId("member"), tenantId, userId, role });
  if (known) await endCopiedResets(userId);
  const before = toInvitationOut(invitation);
  const after = { ...toInvitationOut({ ...invitation, acceptedAt: new Date() }), userId, isNewAccount: !known };
  await recordChange(
    { ...caller, actor: `user:${userId}` },
    { tenantId, action: "invitation.accept", targetId: id, before, after },
  );
  return userId;
}

async function requirePassword({ id, passwordHash }: UserRow, password: string | null): Promise<void> {
  await requireTry(PASSWORDS, id);
  if (password !== null && (await verifyPassword(passwordHash, password))) return forget(PASSWORDS, id);
  throw invalidField("password", "must be the password of the account that this email has; or sign in first");
}

function requireNewPassword(password: string | null): string {
  if (password === null) throw invalidField("password", "is required for a new account", "required");
  const parsed = newPassword.safeParse(password);
  if (parsed.success) return parsed.data;
  throw invalidField("password", parsed.error.issues[0]?.message ?? "is not valid", "too_small");
}

async function findOpen(token: string) {
  const found = await queries.findOpenByToken(hashOf(token));
  if (!found) throw goneError();
  return found;
}

function goneError(): AppError {
  return new AppError("not_found", "This invitation was used or revoked, or it is too old. Ask for a new one.");
}
