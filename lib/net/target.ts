import { isIP } from "node:net";
import type { NetFailure } from "./net-failure";

/** A URL taken apart once, so that no request has to parse it again. */
export interface Target {
  /** The URL as it was written. */
  text: string;
  isTls: boolean;
  /** As URL parsing normalises it (`0x7f.1` is 127.0.0.1), without the brackets of IPv6. */
  hostname: string;
  isLiteral: boolean;
  port: number;
  /** Host and port as a person wrote them, for messages. */
  host: string;
  origin: string;
  /** Path and query. */
  path: string;
}

export type TargetResult = { ok: true; target: Target } | { ok: false; failure: NetFailure };

/** Syntax only; nothing is resolved. A fragment is dropped. */
export function parseTarget(text: string): TargetResult {
  if (!URL.canParse(text)) return invalid("The URL is not valid; write it like https://example.com/hooks.");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return invalid("The URL must start with https://.");
  if (url.username || url.password) {
    return invalid("The URL must not contain a user name or password; use a header instead.");
  }
  const isTls = url.protocol === "https:";
  const port = url.port === "" ? (isTls ? 443 : 80) : Number(url.port);
  if (port === 0) return invalid("The URL must not name port 0.");
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  return {
    ok: true,
    target: {
      text,
      isTls,
      hostname,
      isLiteral: isIP(hostname) !== 0,
      port,
      host: url.host,
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
    },
  };
}

function invalid(message: string): TargetResult {
  return { ok: false, failure: { kind: "invalid_url", message } };
}
