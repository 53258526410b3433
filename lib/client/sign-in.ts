import { ApiError, callApi } from "./api";

const SENTENCES: Record<string, string> = {
  CredentialsSignin: "That email and password do not belong together. Check both and try again.",
  RateLimited: "Too many attempts. Wait some minutes, then try again.",
  NotInvited: "Nobody with that email address is known here. Ask an owner of your team, or the operator, to invite it.",
};
const FALLBACK = "Signing in did not work just now. Try again in a moment.";

export interface Credentials {
  email: string;
  password: string;
}

/** Null when signed in (the session cookie is set), else a sentence that says why not. */
export async function signIn({ email, password }: Credentials): Promise<string | null> {
  try {
    const { url, isOk } = await postForm("/api/auth/callback/credentials", { email, password });
    const error = url ? new URL(url, location.href).searchParams.get("error") : "unknown";
    if (!isOk || error !== null) return refusalOf(error ?? "CredentialsSignin");
    await leavePortal();
    return null;
  } catch {
    // Nobody answered or not in JSON; the form stays filled in and the person can repeat.
    return FALLBACK;
  }
}

/** Goes to GitHub or Google, and comes back to `next`; a sentence when it does not even go. */
export async function signInWith(provider: string, next: string): Promise<string | null> {
  try {
    await leavePortal();
    const { url } = await postForm(`/api/auth/signin/${provider}`, { callbackUrl: location.origin + next });
    if (!url) return FALLBACK;
    location.assign(url);
    return null;
  } catch {
    return FALLBACK; // nobody answered; the person can press again
  }
}

/** The sentence for an error of next-auth. */
export function refusalOf(error: string): string {
  return SENTENCES[error] ?? FALLBACK;
}

/** Exchanges a portal link's token for the portal's cookie; a sentence when it does not work. */
export async function enterPortal(token: string): Promise<string | null> {
  try {
    await callApi("POST /api/v1/portal-links/exchange", { body: { token } });
    return null;
  } catch (error) {
    return error instanceof ApiError ? error.message : FALLBACK;
  }
}

/** Takes the portal link's cookie away, if there is one; it would count before the account's. */
export async function leavePortal(): Promise<void> {
  await callApi("POST /api/v1/portal-links/leave", {});
}

/** The sign-in page, with the way back to where the browser is now. */
export function signInHref(): string {
  return `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
}

export async function signOut(): Promise<void> {
  await postForm("/api/auth/signout", {});
}

interface FormAnswer {
  isOk: boolean;
  /** Where next-auth would lead. */
  url: string | undefined;
}

async function postForm(path: string, fields: Record<string, string>): Promise<FormAnswer> {
  const csrf = await fetch("/api/auth/csrf", { credentials: "same-origin" });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const body = new URLSearchParams({ callbackUrl: location.origin, ...fields, csrfToken, json: "true" });
  const response = await fetch(path, { method: "POST", body, credentials: "same-origin" });
  const { url } = (await response.json()) as { url?: string };
  return { isOk: response.ok, url };
}
