import { headers } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import type { MemberRole } from "@/lib/contracts/member";
import { email, MAX_PASSWORD_LENGTH } from "@/lib/contracts/setup";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { addressOf } from "@/lib/http/client-address";
import { nodeHeaders } from "@/lib/http/headers";
import { isSecure, readSession, sessionCookieName } from "@/lib/http/session";
import { signIn } from "@/lib/services/sign-in";

const SESSION_SECONDS = 14 * 24 * 60 * 60;
/** The error of next-auth's redirect; the sign-in page has a sentence for it. */
const RATE_LIMITED = "RateLimited";

const input = z.object({ email, password: z.string().min(1).max(MAX_PASSWORD_LENGTH) });

/** Made at the first request: nothing reads the environment while the pages are built. */
export function authOptions(): NextAuthOptions {
  const useSecureCookies = isSecure();
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
    providers: [passwordProvider()],
    callbacks: {
      // `user` is there at the sign-in only; what stands in the token is compared with the database at every use.
      jwt: ({ token, user }) => (user ? { sub: user.id, sessionVersion: (user as SignedIn).sessionVersion } : token),
      session: ({ session }) => session,
    },
  };
}

interface SignedIn {
  id: string;
  sessionVersion: number;
}

function passwordProvider() {
  return CredentialsProvider({
    name: "Password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials, request): Promise<SignedIn | null> {
      const parsed = input.safeParse(credentials);
      if (!parsed.success) return null;
      const address = addressOf(nodeHeaders(request.headers ?? {}));
      try {
        return await signIn({ ...parsed.data, address });
      } catch (error) {
        if (error instanceof AppError && error.code === "rate_limited") throw new Error(RATE_LIMITED, { cause: error });
        throw error;
      }
    },
  });
}

/** Who looks at a page. `operator` sees all tenants; the others are roles of a member in `tenantId`. */
export interface PageSession {
  userId: string;
  name: string | null;
  email: string;
  role: "operator" | MemberRole;
  tenantId: string | null;
}

/** For server components; null when nobody is signed in (or the session was ended). */
export async function currentSession(): Promise<PageSession | null> {
  const user = await readSession(await headers());
  if (!user) return null;
  const { id, name, email: address, role, members } = user;
  if (role === "operator") return { userId: id, name, email: address, role, tenantId: null };
  const member = members[0];
  return member ? { userId: id, name, email: address, role: member.role, tenantId: member.tenantId } : null;
}
