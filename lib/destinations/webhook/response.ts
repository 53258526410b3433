import { type IncomingHttpHeaders, STATUS_CODES } from "node:http";
import { StringDecoder } from "node:string_decoder";
import type { NetResponse } from "@/lib/net/exchange";

const MAX_HEADER_CHARACTERS = 8 * 1024;
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;
const SECONDS = /^\d{1,10}$/;
/** IMF-fixdate and its two ancestors begin with the day of the week; Date.parse alone would take "5". */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

export type Verdict =
  | { outcome: "succeeded"; errorMessage: null }
  | { outcome: "http_status" | "redirect"; errorMessage: string };

/** Success is 2xx and nothing else; redirects are not followed. */
export function classify({ statusCode, headers }: NetResponse, url: string): Verdict {
  if (statusCode >= 200 && statusCode < 300) return { outcome: "succeeded", errorMessage: null };
  const reason = STATUS_CODES[statusCode];
  const answered = `Answered ${statusCode}${reason ? ` ${reason}` : ""}`;
  if (statusCode < 300 || statusCode >= 400) return { outcome: "http_status", errorMessage: `${answered}.` };
  const host = locationHost(headers.location, url);
  return {
    outcome: "redirect",
    errorMessage: `${answered}${host ? `, a redirect to ${host}` : ""}; redirects are not followed.`,
  };
}

function locationHost(location: string | undefined, base: string): string | null {
  if (!location || !URL.canParse(location, base)) return null;
  return new URL(location, base).host;
}

/** Seconds or an HTTP date; at most 24 h, a date in the past is 0; null for anything else. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  const waitMs = SECONDS.test(text)
    ? Number(text) * 1000
    : HTTP_DATE.test(text)
      ? Date.parse(text) - nowMs
      : Number.NaN;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), MAX_RETRY_AFTER_MS);
}

/** Repeated headers are joined; headers beyond 8 KB in all are left out. */
export function flattenHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  // Without a prototype: a header may have any name.
  const flat: Record<string, string> = Object.create(null);
  let characters = 0;
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined) continue;
    const text = storable(Array.isArray(value) ? value.join(", ") : value);
    characters += name.length + text.length;
    if (characters > MAX_HEADER_CHARACTERS) break;
    flat[name] = text;
  }
  return flat;
}

/** UTF-8; what is not becomes U+FFFD, and a character that the cap cut in two is dropped. */
export function decodeBody({ body, isTruncated }: NetResponse): string {
  if (body.length === 0) return "";
  return storable(isTruncated ? new StringDecoder("utf8").write(body) : body.toString("utf8"));
}

/** PostgreSQL's text holds no NUL. */
function storable(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
}
