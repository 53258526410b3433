import { headers as requestHeaders } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { email, MAX_PASSWORD_LENGTH } from "@/lib/contracts/account";
import type { MemberRole } from "@/lib/contracts/member";
import type { CurrentSessionOut } from "@/lib/contracts/session";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { addressOf } from "@/lib/http/client-address";
import { isSecure } from "@/lib/http/cookies";
import { describeSession } from "@/lib/http/describe-session";
import type { HeaderReader } from "@/lib/http/headers";
import { readPortalCookie } from "@/lib/http/portal-cookie";
import { sessionCookieName, sessionCredentialOf } from "@/lib/http/session";
import { oauthProviders, personOf } from "@/lib/http/sign-in-providers";
import { signInByProvider } from "@/lib/services/provider-sign-in";
import { type Browser, SESSION_DAYS, signOut } from "@/lib/services/sessions";
import { type SignedIn, signIn } from "@/lib/services/sign-in";

const SESSION_SECONDS = SESSION_DAYS * 24 * 60 * 60;
/** Errors of next-auth's redirect; the sign-in page has a sentence for each. */
const RATE_LIMITED = "RateLimited";
const NOT_INVITED = "/sign-in?error=NotInvited";

const input = z.object({ email, password: z.string().min(1).max(MAX_PASSWORD_LENGTH) });
const claims = z.object({ sub: z.string(), sessionId: z.string() });

/** Made for each request: the session remembers the browser, and nothing reads the environment while pages are built. */
export function authOptions(headers: HeaderReader): NextAuthOptions {
  const useSecureCookies = isSecure();
  const browser: Browser = { address: addressOf(headers), userAgent: headers.get("user-agent") };
  let signedIn: SignedIn | null = null;
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies,
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: useSecureCookies },
      },
    },
    providers: [passwordProvider(browser, (by) => (signedIn = by)), ...oauthProviders()],
    callbacks: {
      signIn: async ({ user, account }) => {
        if (account?.type !== "oauth") return true;
        signedIn = await signInByProvider(personOf(user), browser);
        return signedIn === null ? NOT_INVITED : true;
      },
      // What stands in the token is compared with the sessions table at every use.
      jwt: ({ token }) => (signedIn ? { sub: signedIn.userId, sessionId: signedIn.sessionId } : token),
      session: ({ session }) => session,
    },
    events: {
      signOut: async ({ token }) => {
        const ended = claims.safeParse(token);
        if (ended.success) await signOut(ended.data.sub, ended.data.sessionId);
      },
    },
  };
}

function passwordProvider(browser: Browser, remember: (by: SignedIn | null) => void) {
  return CredentialsProvider({
    name: "Password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials) {
      const parsed = input.safeParse(credentials);
      if (!parsed.success) return null;
      try {
        const signedIn = await signIn({ ...parsed.data, browser });
        remember(signedIn);
        return signedIn && { id: signedIn.userId };
      } catch (error) {
        if (error instanceof AppError && error.code === "rate_limited") throw new Error(RATE_LIMITED, { cause: error });
        throw error;
      }
    },
  });
}

/** Who looks at a page. `operator` sees all tenants; the others are roles in `tenantId`. */
export interface PageSession {
  /** Of the user, or of the portal link. */
  userId: string;
  name: string | null;
  /** Empty for somebody who came by a portal link. */
  email: string;
  role: "operator" | MemberRole;
  tenantId: string | null;
  via: CurrentSessionOut["via"];
  /** All tenants of a member, to switch between. */
  tenants: CurrentSessionOut["tenants"];
}

/** For server components; null when nobody is signed in (or the session was ended). */
export async function currentSession(): Promise<PageSession | null> {
  const credential = await sessionCredentialOf(await requestHeaders());
  if (!credential) return null;
  const { id, via, user, person, role, tenant, tenants } = describeSession(credential);
  return {
    userId: user?.id ?? id,
    name: user ? user.name : (person ?? "By a portal link"),
    email: user?.email ?? "",
    role,
    tenantId: tenant?.id ?? null,
    via,
    tenants,
  };
}

/** True for a browser that came by a portal link, also when that session has ended: an account's is not asked then. */
export async function isPortalVisitor(): Promise<boolean> {
  return readPortalCookie(await requestHeaders()) !== null;
}
