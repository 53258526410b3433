import { HOUR_MS } from "@/lib/clock";
import type { PasswordResetComplete, PasswordResetOut } from "@/lib/contracts/password-reset";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { belongsOnlyTo, findMember } from "@/lib/queries/members";
import * as queries from "@/lib/queries/password-resets";
import { endSessionsOf } from "@/lib/queries/sessions";
import { inTransaction } from "@/lib/queries/transaction";
import { findOperator, findUserByEmail, updateUser } from "@/lib/queries/users";
import { type Caller, recordChange, recordOwnChange } from "./audit";
import { hashOf, linkTo, newLinkToken } from "./link-token";
import { mailAfterCommit } from "./mail";
import type { MemberRef } from "./members";
import { hashPassword } from "./passwords";
import { requireTry, type Throttle } from "./throttle";

/** Of a link that was mailed on request: short. */
const MAILED_HOURS = 1;
/** Of a link that a person copies to another. */
const COPIED_HOURS = 24;
const BY_EMAIL: Throttle = { name: "password reset email", limit: 5, windowSeconds: 3_600 };
const BY_ADDRESS: Throttle = { name: "password reset address", limit: 30, windowSeconds: 3_600 };

/** Mails a link to the person, if there is one. Answers nothing, so that nobody learns who has an account. */
export async function requestReset(caller: Caller, email: string): Promise<void> {
  await requireTry(BY_EMAIL, email);
  if (caller.address !== null) await requireTry(BY_ADDRESS, caller.address);
  const user = await findUserByEmail(email);
  if (!user) return;
  await inTransaction(() => makeLink(caller, { ...user, tenantId: null, hours: MAILED_HOURS, isCopied: false }));
}

/** A link to be copied. An owner resets only whom the tenant alone knows: the account of others is not theirs. */
export function resetMember(caller: Caller, { tenantId, id, byOperator }: MemberRef): Promise<PasswordResetOut> {
  return inTransaction(async () => {
    const member = await findMember(tenantId, id);
    if (!member) throw notFound("member");
    if (!byOperator && !(await belongsOnlyTo(tenantId, member.user.id)))
      throw new AppError("forbidden", "This person belongs to others, too. They reset their password themselves.");
    return makeLink(caller, { ...member.user, tenantId, hours: COPIED_HOURS, isCopied: true });
  });
}

export function resetOperator(caller: Caller, id: string): Promise<PasswordResetOut> {
  return inTransaction(async () => {
    const operator = await findOperator(id);
    if (!operator) throw notFound("operator");
    return makeLink(caller, { ...operator, tenantId: null, hours: COPIED_HOURS, isCopied: true });
  });
}

/** Sets the password and ends all sessions of the person; works once. */
export async function completeReset(
  caller: Caller,
  { token, password }: PasswordResetComplete,
): Promise<{ email: string }> {
  const passwordHash = await hashPassword(password);
  return inTransaction(async () => {
    const taken = await queries.takePasswordReset(hashOf(token));
    if (!taken) throw new AppError("not_found", "This link was used, or it is too old. Ask for a new one.");
    const { userId, provesEmail } = taken;
    const { email } = await updateUser(userId, {
      passwordHash,
      ...(provesEmail ? { emailVerifiedAt: new Date() } : {}),
    });
    const endedSessions = await endSessionsOf(userId, null);
    const change = { action: "account.reset_password", targetId: userId, after: { endedSessions } };
    await recordOwnChange({ ...caller, actor: `user:${userId}` }, userId, change);
    return { email };
  });
}

interface ResetLink {
  id: string;
  email: string;
  tenantId: string | null;
  hours: number;
  /** True: the link is answered to whoever asked for it. */
  isCopied: boolean;
}

async function makeLink(
  caller: Caller,
  { id: userId, email, tenantId, hours, isCopied }: ResetLink,
): Promise<PasswordResetOut> {
  const { token, hash } = newLinkToken();
  const id = newId("passwordReset");
  const expiresAt = new Date(Date.now() + hours * HOUR_MS);
  await queries.insertPasswordReset({ id, userId, tokenHash: hash, provesEmail: !isCopied, expiresAt });
  const change = { action: "password_reset.create", targetId: userId, after: { expiresAt } };
  await (tenantId === null ? recordOwnChange(caller, userId, change) : recordChange(caller, { tenantId, ...change }));
  const url = linkTo("reset-password", token);
  return { url, expiresAt: expiresAt.toISOString(), mailed: await mailAfterCommit("password-reset", email, url) };
}
