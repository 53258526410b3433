import { getToken } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { findPortalSession, type PortalSessionRow, touchPortalSession } from "@/lib/queries/portal-links";
import { findLiveSession, type LiveSession, touchSession } from "@/lib/queries/sessions";
import type { Caller } from "@/lib/services/audit";
import { hashOf } from "@/lib/services/link-token";
import { revokePortalLink } from "@/lib/services/portal-links";
import type { Credential } from "./access";
import { addressOf } from "./client-address";
import { isSecure, readCookies } from "./cookies";
import type { HeaderReader } from "./headers";
import { readPortalCookie } from "./portal-cookie";

/** What lib/auth writes into the token besides next-auth's own claims. */
const claims = z.object({ sub: z.string(), sessionId: z.string() });
const TOUCH_AFTER_MS = 60_000;

export function sessionCookieName(): string {
  return isSecure() ? "__Secure-hookswitch.session" : "hookswitch.session";
}

/**
 * Who is signed in by a cookie; null: nobody, or their session was ended. A portal link's cookie counts before an
 * account's, also when its session has ended: a framed page never acts with the rights of an operator who happens to
 * be signed in to the same site.
 */
export async function sessionCredentialOf(headers: HeaderReader): Promise<Credential | null> {
  const portalToken = readPortalCookie(headers);
  if (portalToken !== null) {
    const link = await findPortalSession(hashOf(portalToken));
    return link && linkCredential(link);
  }
  const session = await readSession(headers);
  return session && accountCredential(session);
}

/** Throws `unauthenticated`. */
export async function requireSession(headers: HeaderReader): Promise<Credential> {
  const credential = await sessionCredentialOf(headers);
  if (credential) return credential;
  throw new AppError("unauthenticated", "Sign in to the portal first.");
}

/** Of whoever is signed in with an account; null otherwise. */
export async function signedInUserId(headers: HeaderReader): Promise<string | null> {
  return (await readSession(headers))?.user.id ?? null;
}

/** Ends the session of the portal link that the browser carries, if there is one. */
export async function leavePortal(caller: Caller, headers: HeaderReader): Promise<void> {
  const token = readPortalCookie(headers);
  const link = token === null ? null : await findPortalSession(hashOf(token));
  if (link) await revokePortalLink({ ...caller, actor: `portal-link:${link.id}` }, link.id);
}

/** The person behind the account's cookie; null without a session or when it was ended. */
async function readSession(headers: HeaderReader): Promise<LiveSession | null> {
  const token = await getToken({
    // Only the cookie counts: without headers next-auth cannot take a bearer token for a session.
    req: { cookies: readCookies(headers), headers: {} } as Parameters<typeof getToken>[0]["req"],
    secret: env().NEXTAUTH_SECRET,
    cookieName: sessionCookieName(),
    secureCookie: isSecure(),
  });
  const parsed = claims.safeParse(token);
  if (!parsed.success) return null;
  const session = await findLiveSession(parsed.data.sessionId);
  if (session?.user.id !== parsed.data.sub) return null;
  if (isStale(session.lastSeenAt)) touch(touchSession(session.id, addressOf(headers)));
  return session;
}

/** Null for a person who is neither operator nor member of a tenant. */
function accountCredential(session: LiveSession): Credential | null {
  const { user } = session;
  const base = { actor: `user:${user.id}`, proof: { via: "session", session }, scopes: [] } as const;
  if (user.role === "operator") return { ...base, kind: "operator" };
  const member = currentMember(session);
  return member ? { ...base, kind: "tenant", tenantId: member.tenantId, role: member.role } : null;
}

/** The membership that the session acts by: the chosen tenant's, else the earliest. */
export function currentMember({ tenantId, user: { members } }: LiveSession) {
  return members.find((member) => member.tenantId === tenantId) ?? members[0] ?? null;
}

function linkCredential(link: PortalSessionRow): Credential {
  if (link.lastSeenAt && isStale(link.lastSeenAt)) touch(touchPortalSession(link.id));
  const { id, tenantId, role } = link;
  const proof = { via: "portal-link", link } as const;
  return { actor: `portal-link:${id}`, proof, scopes: [], kind: "tenant", tenantId, role };
}

function isStale(lastSeenAt: Date): boolean {
  return Date.now() - lastSeenAt.getTime() > TOUCH_AFTER_MS;
}

/** Fail open: who is signed in must be able to work although this could not be written. */
function touch(writing: Promise<void>): void {
  writing.catch((err: unknown) => logger.warn({ err }, "when a session was last seen was not written"));
}
