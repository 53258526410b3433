import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { getCachedSettings } from "@/lib/services/settings";
import { isSecure } from "./cookies";
import { nodeHeaders } from "./headers";
import { readPortalCookie } from "./portal-cookie";

const HSTS = "max-age=31536000";
const NONCE_BYTES = 16;
/** What answers for itself: API answers bring their own policy, files are no documents. */
const NOT_A_PAGE = /^\/(?:api|webhooks|_next)\//;
/** Where somebody types a password or accepts something: in nobody's frame, ever. */
const NEVER_FRAMED = /^\/(?:sign-in|setup|invitation|forgot-password|reset-password)(?:\/|$)/;
const PORTAL_ENTRY = "/portal";

const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/**
 * Sets what browsers must know of a page before Next draws it: scripts run by the nonce of this answer only, and who
 * may frame it. Next takes the nonce out of the request's own policy header, which is set here too, whatever the
 * client sent. In the custom server, since a proxy.ts would halve the requests a second (docs/adr/019).
 */
export async function setPageHeaders(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isSecure()) response.setHeader("strict-transport-security", HSTS);
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  if (NOT_A_PAGE.test(path)) return;
  const { ancestors, images } = await readOrigins(path, request);
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const policy = pagePolicy({ nonce, ancestors, images, isDevelopment: env().NODE_ENV === "development" });
  request.headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
  for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
  if (ancestors.length === 0) response.setHeader("x-frame-options", "DENY");
}

interface Policy {
  nonce: string;
  /** Origins that may frame the page; empty: none. */
  ancestors: readonly string[];
  /** Origins of pictures besides our own. */
  images: readonly string[];
  /** Next's reload evaluates text. */
  isDevelopment: boolean;
}

/** Styles stay inline: charts and React set them as attributes, which no nonce can cover. */
export function pagePolicy({ nonce, ancestors, images, isDevelopment }: Policy): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src ${["'self'", "data:", "blob:", ...images].join(" ")}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(" ")}`,
  ].join("; ");
}

/** The entry by a portal link, and what somebody sees who came by one, may be framed by the operator's origins. */
export function isFramable(path: string, hasPortalCookie: boolean): boolean {
  return path === PORTAL_ENTRY || (hasPortalCookie && !NEVER_FRAMED.test(path));
}

async function readOrigins(path: string, request: IncomingMessage): Promise<Pick<Policy, "ancestors" | "images">> {
  try {
    const { embedOrigins, logoUrl } = await getCachedSettings();
    const hasPortalCookie = readPortalCookie(nodeHeaders(request.headers)) !== null;
    return {
      ancestors: isFramable(path, hasPortalCookie) ? embedOrigins : [],
      images: logoUrl?.startsWith("https://") ? [new URL(logoUrl).origin] : [],
    };
  } catch (err) {
    // Fail closed: without the database the page says so, in nobody's frame.
    logger.warn({ err }, "the settings could not be read for a page's headers");
    return { ancestors: [], images: [] };
  }
}
