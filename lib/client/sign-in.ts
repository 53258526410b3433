const SENTENCES: Record<string, string> = {
  CredentialsSignin: "That email and password do not belong together. Check both and try again.",
  RateLimited: "Too many attempts. Wait a minute, then try again.",
};
const FALLBACK = "Signing in did not work just now. Try again in a moment.";

export interface Credentials {
  email: string;
  password: string;
}

/** Null when signed in (the session cookie is set), else a sentence that says why not. */
export async function signIn({ email, password }: Credentials): Promise<string | null> {
  try {
    const response = await postForm("/api/auth/callback/credentials", { email, password });
    const { url } = (await response.json()) as { url?: string };
    const error = url ? new URL(url, location.href).searchParams.get("error") : "unknown";
    if (response.ok && error === null) return null;
    return SENTENCES[error ?? "CredentialsSignin"] ?? FALLBACK;
  } catch {
    // Nobody answered or not in JSON; the form stays filled in and the person can repeat.
    return FALLBACK;
  }
}

/** The sign-in page, with the way back to where the browser is now. */
export function signInHref(): string {
  return `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
}

export async function signOut(): Promise<void> {
  await postForm("/api/auth/signout", {});
}

async function postForm(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = await fetch("/api/auth/csrf", { credentials: "same-origin" });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const body = new URLSearchParams({ ...fields, csrfToken, callbackUrl: location.origin, json: "true" });
  return fetch(path, { method: "POST", body, credentials: "same-origin" });
}
