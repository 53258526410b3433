import type { AttemptOut, ErrorKind } from "@/lib/contracts/attempt";
import type { SkipReason } from "@/lib/contracts/delivery";
import { formatMs } from "./format";

const TITLES: Record<Exclude<ErrorKind, "http_status">, string> = {
  redirect: "Answered with a redirect",
  timeout: "Timed out",
  body_timeout: "Response never ended",
  dns: "Name not found",
  refused: "Connection refused",
  unreachable: "Not reachable",
  reset: "Connection reset",
  closed: "Connection closed early",
  tls: "TLS failed",
  malformed_response: "Response not understood",
  blocked_address: "Address not allowed",
  invalid_url: "URL not valid",
  interrupted: "Interrupted by us",
  internal: "Our own error",
};

const ADVICE: Record<ErrorKind, string> = {
  http_status: "Only an answer of 200 to 299 counts as delivered.",
  redirect: "Set the subscription's URL to the final address.",
  timeout: "Nothing came back in time. Answer at once and do the work afterwards.",
  body_timeout: "The response began in time, but its body did not end. Send a short one and close it.",
  dns: "The host name could not be looked up. Check its spelling and its DNS records.",
  refused: "Nothing listens on that port. Is the service running, and is the port right?",
  unreachable: "No route leads to that address. Check firewall and network.",
  reset: "The other side cut the connection while we were sending. Its log should say why.",
  closed: "The connection was closed before a whole response had come.",
  tls: "No safe connection came about. Check that the certificate is valid and belongs to the host.",
  malformed_response: "What came back was not HTTP. Does the port belong to another service?",
  blocked_address: "The name leads to a private address, and those are closed. The operator can open ranges.",
  invalid_url: "Requests cannot be sent to this URL. Correct it in the subscription.",
  interrupted: "Hookswitch was restarted meanwhile. It is repeated and not counted.",
  internal: "This one is on us. It is repeated; if it stays, tell the operator.",
};

const STATUS_TEXT: Record<number, string> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

const SKIPS: Record<SkipReason, string> = {
  filter_false: "the filter said no",
  filter_failed: "the filter could not be evaluated",
  disabled: "the subscription was disabled",
  deleted: "the subscription was deleted",
};

export function skipSentence(reason: SkipReason | null): string {
  return reason === null ? "skipped" : SKIPS[reason];
}

/** `503 Service Unavailable`; the bare number for a code without a common name. */
export function statusLine(code: number): string {
  const text = STATUS_TEXT[code];
  return text ? `${code} ${text}` : String(code);
}

/** The heading of an attempt: what happened, in two or three words. */
export function outcomeTitle(outcome: string, statusCode: number | null): string {
  if (statusCode !== null && (outcome === "succeeded" || outcome === "http_status")) return statusLine(statusCode);
  if (outcome === "succeeded") return "Delivered";
  return isKind(outcome) ? TITLES[outcome] : outcome;
}

/** What to do about a failed attempt; null after a success. */
export function outcomeAdvice(outcome: AttemptOut["outcome"]): string | null {
  return outcome === "succeeded" ? null : ADVICE[outcome];
}

/** Where the time went: `Connected in 31 ms, then no answer for 9.97 s.`; null when there is nothing to tell. */
export function timingSentence({ timings, outcome }: Pick<AttemptOut, "timings" | "outcome">): string | null {
  const opening = (timings.dnsMs ?? 0) + (timings.connectMs ?? 0) + (timings.tlsMs ?? 0);
  const opened = timings.connectMs === null ? null : `Connected in ${formatMs(opening)}`;
  if (outcome === "timeout") {
    const silence = `no answer for ${formatMs(timings.totalMs - opening)}`;
    return opened ? `${opened}, then ${silence}.` : `${capitalise(silence)}.`;
  }
  if (timings.firstByteMs === null) return opened ? `${opened}.` : null;
  const answered = `first byte after ${formatMs(timings.firstByteMs)}`;
  return opened ? `${opened}, ${answered}.` : `On an open connection, ${answered}.`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isKind(outcome: string): outcome is Exclude<ErrorKind, "http_status"> {
  return outcome in TITLES;
}
