import type { AccountOut, AccountPatch, PasswordChange } from "@/lib/contracts/account";
import { invalidField, notFound } from "@/lib/errors";
import { endPasswordResets } from "@/lib/queries/password-resets";
import { endSessionsOf } from "@/lib/queries/sessions";
import { inTransaction } from "@/lib/queries/transaction";
import { findUser, type UserRow, updateUser } from "@/lib/queries/users";
import { type Caller, recordOwnChange } from "./audit";
import { hashPassword, verifyPassword } from "./passwords";
import type { OwnSession } from "./sessions";
import { forget, requireTry, type Throttle } from "./throttle";

const CURRENT_PASSWORD: Throttle = { name: "password change", limit: 10, windowSeconds: 15 * 60 };

export async function getAccount(userId: string): Promise<AccountOut> {
  return toAccountOut(await find(userId));
}

export function updateAccount(caller: Caller, userId: string, patch: AccountPatch): Promise<AccountOut> {
  return inTransaction(async () => {
    const before = toAccountOut(await find(userId));
    if (patch.name === undefined) return before;
    const after = toAccountOut(await updateUser(userId, { name: patch.name }));
    await recordOwnChange(caller, userId, { action: "account.update", targetId: userId, before, after });
    return after;
  });
}

/** Ends all other sessions of the person, and links that would set another password. */
export async function changePassword(caller: Caller, own: OwnSession, input: PasswordChange): Promise<AccountOut> {
  const { userId, sessionId } = own;
  await requireCurrent(userId, input.currentPassword);
  const passwordHash = await hashPassword(input.newPassword);
  return inTransaction(async () => {
    const after = toAccountOut(await updateUser(userId, { passwordHash }));
    const endedSessions = await endSessionsOf(userId, sessionId);
    await endPasswordResets(userId);
    await recordOwnChange(caller, userId, {
      action: "account.change_password",
      targetId: userId,
      after: { endedSessions },
    });
    return after;
  });
}

async function requireCurrent(userId: string, currentPassword: string | null): Promise<void> {
  const { passwordHash } = await find(userId);
  if (passwordHash === null) return;
  await requireTry(CURRENT_PASSWORD, userId);
  if (currentPassword !== null && (await verifyPassword(passwordHash, currentPassword)))
    return forget(CURRENT_PASSWORD, userId);
  throw invalidField("currentPassword", "is not your current password");
}

async function find(userId: string): Promise<UserRow> {
  const user = await findUser(userId);
  if (!user) throw notFound("account");
  return user;
}

function toAccountOut({ id, email, name, passwordHash, accounts }: UserRow): AccountOut {
  return { id, email, name, hasPassword: passwordHash !== null, providers: accounts.map(({ provider }) => provider) };
}
