import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { env, signInProviders } from "@/lib/env";
import type { ProviderPerson } from "@/lib/services/provider-sign-in";

const TIMEOUT_MS = 10_000;
const GITHUB = "https://github.com";

/** What `profile` hands to next-auth: what we know of the person, and nothing else. */
type Profile = ProviderPerson & { id: string };

/** GitHub and Google, each only when its keys are set. */
export function oauthProviders(): OAuthConfig<unknown>[] {
  return signInProviders().map((name) => (name === "github" ? github() : google()));
}

/** What a provider's `profile` answered, out of next-auth's user object. */
export function personOf(user: object): ProviderPerson {
  return user as Profile;
}

function github(): OAuthConfig<unknown> {
  const { GITHUB_CLIENT_ID = "", GITHUB_CLIENT_SECRET = "", GITHUB_URL } = env();
  const base = GITHUB_URL.replace(/\/$/, "");
  const api = base === GITHUB ? "https://api.github.com" : `${base}/api/v3`;
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    checks: ["state"],
    clientId: GITHUB_CLIENT_ID,
    clientSecret: GITHUB_CLIENT_SECRET,
    authorization: { url: `${base}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
    token: `${base}/login/oauth/access_token`,
    userinfo: {
      url: `${api}/user`,
      request: async ({ tokens }) => {
        const token = tokens.access_token ?? "";
        const [user, emails] = await Promise.all([read(`${api}/user`, token), read(`${api}/user/emails`, token)]);
        return { ...(user as object), emails } as never;
      },
    },
    profile: githubPerson,
  };
}

const githubProfile = z.object({
  id: z.number(),
  login: z.string(),
  name: z.string().nullish(),
  emails: z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })),
});

/** Only an address that GitHub verified counts; the primary one before others. */
export function githubPerson(profile: unknown): Profile {
  const { id, login, name, emails } = githubProfile.parse(profile);
  const verified = emails.filter((entry) => entry.verified);
  const chosen = verified.find((entry) => entry.primary) ?? verified[0];
  return person("github", String(id), { email: chosen?.email ?? null, name: name ?? login });
}

async function read(url: string, accessToken: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: "application/json", "user-agent": "Hookswitch" };
  const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to who signs in`);
  return response.json();
}

function google(): OAuthConfig<unknown> {
  const { GOOGLE_CLIENT_ID = "", GOOGLE_CLIENT_SECRET = "", GOOGLE_ISSUER } = env();
  return {
    id: "google",
    name: "Google",
    type: "oauth",
    wellKnown: `${GOOGLE_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state"],
    clientId: GOOGLE_CLIENT_ID,
    clientSecret: GOOGLE_CLIENT_SECRET,
    profile: googlePerson,
  };
}

const googleProfile = z.object({
  sub: z.string().min(1),
  name: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
});

export function googlePerson(profile: unknown): Profile {
  const { sub, name, email, email_verified } = googleProfile.parse(profile);
  return person("google", sub, { email: email_verified === true ? (email ?? null) : null, name: name ?? null });
}

function person(
  provider: ProviderPerson["provider"],
  providerAccountId: string,
  { email, name }: { email: string | null; name: string | null },
): Profile {
  const verifiedEmail = email?.toLowerCase() ?? null;
  return { id: providerAccountId, provider, providerAccountId, verifiedEmail, name: name?.slice(0, 200) ?? null };
}
