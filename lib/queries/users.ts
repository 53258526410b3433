import type { UserRole } from "@/lib/generated/prisma/enums";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import type { Executor } from "./transaction";
import { db } from "./transaction";

const PERSON = { id: true, email: true, name: true, createdAt: true, lastSignInAt: true } as const;

const ACCOUNT = {
  id: true,
  email: true,
  name: true,
  role: true,
  passwordHash: true,
  emailVerifiedAt: true,
  accounts: { select: { provider: true }, orderBy: { provider: "asc" } },
} as const;

export function findUser(id: string) {
  return db().user.findUnique({ where: { id }, select: ACCOUNT });
}
export type UserRow = NonNullable<Awaited<ReturnType<typeof findUser>>>;

export function findUserByEmail(email: string): Promise<UserRow | null> {
  return db().user.findUnique({ where: { email }, select: ACCOUNT });
}

/** Who signs in with an account elsewhere; null when it is not linked to anybody. */
export async function findUserByProvider(provider: string, providerAccountId: string): Promise<UserRow | null> {
  const where = { provider_providerAccountId: { provider, providerAccountId } };
  const account = await db().signInAccount.findUnique({ where, select: { user: { select: ACCOUNT } } });
  return account?.user ?? null;
}

export async function linkProvider(row: {
  provider: string;
  providerAccountId: string;
  userId: string;
}): Promise<void> {
  await db().signInAccount.createMany({ data: [row], skipDuplicates: true });
}

export interface NewUser {
  id: string;
  email: string;
  name: string | null;
  /** Null: signs in with GitHub or Google only. */
  passwordHash: string | null;
  /** Null: the address is what an invitation said. */
  emailVerifiedAt: Date | null;
  role: UserRole;
}

export interface UserChange {
  name?: string | null;
  /** Null: there is no password any more. */
  passwordHash?: string | null;
  emailVerifiedAt?: Date;
  role?: UserRole;
}

export async function insertUser(user: NewUser): Promise<void> {
  await db().user.create({ data: user, select: { id: true } });
}

export async function recordSignIn(id: string): Promise<void> {
  await db().user.update({ where: { id }, data: { lastSignInAt: new Date() }, select: { id: true } });
}

export async function updateUser(id: string, change: UserChange): Promise<UserRow> {
  return db().user.update({ where: { id }, data: change, select: ACCOUNT });
}

export async function isSetUp(): Promise<boolean> {
  return (await db().user.findFirst({ where: { role: "operator" }, select: { id: true } })) !== null;
}

/** Held to the end of the transaction: claims of the installation, and removals of its last operators, take turns. */
export async function lockOperators(tx: Executor): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('hookswitch set-up'))`;
}

export async function listOperators(keyset: Keyset): Promise<Slice<Awaited<ReturnType<typeof findOperator>> & object>> {
  const { where, ...rest } = keysetFind(keyset);
  return toSlice(await db().user.findMany({ where: { role: "operator", ...where }, select: PERSON, ...rest }), keyset);
}

export function findOperator(id: string) {
  return db().user.findFirst({ where: { id, role: "operator" }, select: PERSON });
}

export function countOperators(): Promise<number> {
  return db().user.count({ where: { role: "operator" } });
}

/** Deletes those of the given people who belong to nothing any more. */
export async function deleteIfNobody(ids: readonly string[]): Promise<void> {
  await db().user.deleteMany({ where: { id: { in: [...ids] }, role: "member", members: { none: {} } } });
}
