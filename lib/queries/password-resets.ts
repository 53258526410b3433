import { db } from "./transaction";

/** A new link ends the older ones of the person. */
export async function insertPasswordReset(row: {
  id: string;
  userId: string;
  tokenHash: string;
  /** The link goes out by mail and is shown to nobody. */
  provesEmail: boolean;
  expiresAt: Date;
}): Promise<void> {
  await endPasswordResets(row.userId);
  await db().passwordReset.create({ data: row, select: { id: true } });
}

/** The person's open links work no more. */
export async function endPasswordResets(userId: string): Promise<void> {
  await db().passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: new Date() } });
}

/** The same for those that somebody else was shown. */
export async function endCopiedResets(userId: string): Promise<void> {
  const where = { userId, usedAt: null, provesEmail: false };
  await db().passwordReset.updateMany({ where, data: { usedAt: new Date() } });
}

/** Uses the link up; null when it is unknown, used or too old. */
export async function takePasswordReset(tokenHash: string): Promise<{ userId: string; provesEmail: boolean } | null> {
  const [row] = await db().$queryRaw<{ userId: string; provesEmail: boolean }[]>`
    update password_resets set used_at = now()
     where token_hash = ${tokenHash} and used_at is null and expires_at > now()
    returning user_id as "userId", proves_email as "provesEmail"`;
  return row ?? null;
}
