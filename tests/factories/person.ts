import { encode } from "next-auth/jwt";
import type { MemberRole } from "@/lib/contracts/member";
import { portalLinkIn } from "@/lib/contracts/portal-link";
import { newId } from "@/lib/ids";
import { upsertMember } from "@/lib/queries/members";
import { insertUser } from "@/lib/queries/users";
import { SYSTEM } from "@/lib/services/audit";
import { hashPassword } from "@/lib/services/passwords";
import { createPortalLink, exchangePortalLink } from "@/lib/services/portal-links";
import { startSession } from "@/lib/services/sessions";

export interface Person {
  userId: string;
  email: string;
}

let count = 0;

/** Without a password unless one is given. */
export async function createUser(
  role: "operator" | "member",
  { email, password }: { email?: string; password?: string } = {},
): Promise<Person> {
  count += 1;
  const id = newId("user");
  const address = email ?? `person-${count}@example.com`;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  await insertUser({ id, email: address, name: `Person ${count}`, passwordHash, emailVerifiedAt: null, role });
  return { userId: id, email: address };
}

export async function createMember(
  tenantId: string,
  role: MemberRole,
  account: { email?: string; password?: string } = {},
): Promise<Person & { memberId: string }> {
  const person = await createUser("member", account);
  const { id } = await upsertMember({ id: newId("member"), tenantId, userId: person.userId, role });
  return { ...person, memberId: id };
}

/** The cookie of a new session, as next-auth writes it after the sign-in. */
export async function sessionCookieOf(userId: string): Promise<string> {
  const sessionId = await startSession(userId, "password", { address: "192.0.2.9", userAgent: "test browser" });
  const token = { sub: userId, sessionId };
  return `hookswitch.session=${await encode({ token, secret: process.env.NEXTAUTH_SECRET ?? "" })}`;
}

/** The cookie of somebody who came by a portal link. */
export async function portalCookieOf(tenantId: string, role: MemberRole): Promise<string> {
  const { url } = await createPortalLink(SYSTEM, portalLinkIn.parse({ tenant: tenantId, role }));
  const token = url?.split("#token=")[1] ?? "";
  const { sessionToken } = await exchangePortalLink(SYSTEM, token, { address: null, userAgent: null });
  return `hookswitch.portal=${sessionToken}`;
}
