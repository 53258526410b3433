import { getToken } from "next-auth/jwt";
import { z } from "zod";
import { env, publicUrl } from "@/lib/env";
import { findSessionUser, type SessionUserRow } from "@/lib/queries/users";
import type { Credential } from "./access";
import type { HeaderReader } from "./headers";

/** What lib/auth writes into the token besides next-auth's own claims. */
const claims = z.object({ sub: z.string(), sessionVersion: z.number() });

export function isSecure(): boolean {
  return publicUrl().startsWith("https://");
}

export function sessionCookieName(): string {
  return isSecure() ? "__Secure-hookswitch.session" : "hookswitch.session";
}

/** The person behind the session cookie; null without a session or when all its sessions were ended. */
export async function readSession(headers: HeaderReader): Promise<SessionUserRow | null> {
  const cookies = parseCookies(headers.get("cookie"));
  const token = await getToken({
    // Only the cookie counts: without headers next-auth cannot take a bearer token for a session.
    req: { cookies, headers: {} } as Parameters<typeof getToken>[0]["req"],
    secret: env().NEXTAUTH_SECRET,
    cookieName: sessionCookieName(),
    secureCookie: isSecure(),
  });
  const parsed = claims.safeParse(token);
  if (!parsed.success) return null;
  const user = await findSessionUser(parsed.data.sub);
  return user?.sessionVersion === parsed.data.sessionVersion ? user : null;
}

/** Null for a person who is neither operator nor member of a tenant. */
export function sessionCredential(user: SessionUserRow): Credential | null {
  const base = { actor: `user:${user.id}`, via: "session", scopes: [] } as const;
  if (user.role === "operator") return { ...base, kind: "operator" };
  const member = user.members[0];
  return member ? { ...base, kind: "tenant", tenantId: member.tenantId, role: member.role } : null;
}

function parseCookies(header: string | null): Record<string, string> {
  const pairs = (header ?? "").split(";").map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ""));
}
