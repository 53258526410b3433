import { publicUrl } from "@/lib/env";
import { isSecure, readCookies } from "./cookies";
import type { HeaderReader } from "./headers";

const LOOPBACK = /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The cookie of somebody who came by a portal link; never the operator's session, which stays as it is beside it.
 * `Partitioned` and `SameSite=None` let it work inside a frame of another site, for that site only. Browsers demand
 * `Secure` for both and take that from https, and Chromium and Firefox from this machine, too (development; Safari does
 * not). On plain http elsewhere it is a Lax cookie, which works in a frame of the same host name only.
 */
export function portalCookieName(): string {
  return isSecure() ? "__Host-hookswitch.portal" : "hookswitch.portal";
}

export function portalCookie(value: string, maxAgeSeconds: number): string {
  const canBeSecure = isSecure() || LOOPBACK.test(new URL(publicUrl()).hostname);
  const attributes = canBeSecure ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax";
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
