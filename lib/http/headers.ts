import type { IncomingHttpHeaders } from "node:http";
import { newId } from "@/lib/ids";

/** What both a `Headers` and node's own header object can give; a name is looked up without regard to case. */
export interface HeaderReader {
  get(name: string): string | null;
}

/** Letters, digits and `._-` up to 128: what may go into a log line and an answer as it came. */
const SANE_REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;

export const REQUEST_ID_HEADER = "x-request-id";

/** Headers of every API answer: nothing is cached, sniffed, framed or run. */
export const API_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

export function nodeHeaders(headers: IncomingHttpHeaders): HeaderReader {
  return {
    get(name) {
      const value = headers[name.toLowerCase()];
      if (value === undefined) return null;
      return Array.isArray(value) ? value.join(", ") : value;
    },
  };
}

/** The caller's own X-Request-Id where it is sane, else a new one. */
export function requestIdOf(headers: HeaderReader): string {
  const given = headers.get(REQUEST_ID_HEADER);
  return given !== null && SANE_REQUEST_ID.test(given) ? given : newId("request");
}
