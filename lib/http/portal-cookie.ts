import { isSecure, readCookies } from "./cookies";
import type { HeaderReader } from "./headers";

/**
 * The cookie of somebody who came by a portal link; never the operator's session, which stays as it is beside it.
 * `Partitioned` and `SameSite=None` let it work inside a frame of another site, for that site only. Browsers demand
 * `Secure` for both, so on plain http (development) it is a Lax cookie: it works in a frame of the same host name.
 */
export function portalCookieName(): string {
  return isSecure() ? "__Host-hookswitch.portal" : "hookswitch.portal";
}

export function portalCookie(value: string, maxAgeSeconds: number): string {
  const attributes = isSecure() ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax";
  return `${portalCookieName()}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; ${attributes}`;
}

/** What takes it away. */
export function endedPortalCookie(): string {
  return portalCookie("", 0);
}

/** Null without the cookie. */
export function readPortalCookie(headers: HeaderReader): string | null {
  return readCookies(headers)[portalCookieName()] || null;
}
