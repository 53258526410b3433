import type { Executor } from "./transaction";
import { db } from "./transaction";

const SESSION = {
  id: true,
  email: true,
  name: true,
  role: true,
  sessionVersion: true,
  members: { select: { tenantId: true, role: true }, orderBy: { createdAt: "asc" }, take: 1 },
} as const;

/** The user of a session with the earliest membership; null when gone. */
export function findSessionUser(id: string) {
  return db().user.findUnique({ where: { id }, select: SESSION });
}
export type SessionUserRow = NonNullable<Awaited<ReturnType<typeof findSessionUser>>>;

export function findUserByEmail(email: string) {
  return db().user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
}

export async function recordSignIn(id: string): Promise<void> {
  await db().user.update({ where: { id }, data: { lastSignInAt: new Date() }, select: { id: true } });
}

export async function isSetUp(): Promise<boolean> {
  return (await db().user.findFirst({ where: { role: "operator" }, select: { id: true } })) !== null;
}

/** Held to the end of the transaction: two claims of the installation wait for each other. */
export async function lockSetUp(tx: Executor): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('hookswitch set-up'))`;
}

export async function insertOperator(user: {
  id: string;
  email: string;
  name: string | null;
  passwordHash: string;
}): Promise<void> {
  await db().user.create({ data: { ...user, role: "operator" }, select: { id: true } });
}
