import { errors } from "undici";

/** Why an exchange came to nothing. `https_required`: plain http to a place outside the allowed networks. */
export type NetFailureKind =
  | "dns"
  | "refused"
  | "unreachable"
  | "reset"
  | "closed"
  | "tls"
  | "malformed_response"
  | "timeout"
  | "body_timeout"
  | "blocked_address"
  | "invalid_url"
  | "https_required"
  | "interrupted"
  | "internal";

export interface NetFailure {
  kind: NetFailureKind;
  /** A sentence for the customer. Names no address: what a name resolves to inside is nobody's business. */
  message: string;
}

/** Where an exchange stood when it failed; the same system error means different things in each. */
export type NetPhase = "dns" | "connect" | "tls" | "response" | "body";

/** Carries a failure through an interface that wants an Error. */
export class NetError extends Error {
  override readonly name = "NetError";
  constructor(readonly failure: NetFailure) {
    super(failure.message);
  }
}

const UNREACHABLE = new Set([
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "ETIMEDOUT",
  "EACCES",
  "EPERM",
]);
const RESET = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED"]);
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;

/** `host` is the host and port of the URL, for the sentence. */
export function toFailure(error: unknown, phase: NetPhase, host: string): NetFailure {
  if (error instanceof NetError) return error.failure;
  const code = codeOf(error);
  if (phase === "dns") return { kind: "dns", message: describeDns(code, host) };
  if (phase === "tls" || TLS.test(code)) return { kind: "tls", message: describeTls(error, code, host) };
  if (code === "ECONNREFUSED") return { kind: "refused", message: `${host} refused the connection.` };
  if (UNREACHABLE.has(code)) return { kind: "unreachable", message: `${host} could not be reached (${code}).` };
  if (RESET.has(code)) return { kind: "reset", message: `${host} reset the connection.` };
  return toResponseFailure(error, code, phase, host);
}

function toResponseFailure(error: unknown, code: string, phase: NetPhase, host: string): NetFailure {
  const isMismatch = code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH";
  // undici says mismatch, too, of headers that do not parse after a content-length.
  if (isMalformed(error) || code === "UND_ERR_HEADERS_OVERFLOW" || (isMismatch && phase === "response")) {
    return { kind: "malformed_response", message: `${host} answered with something that is not valid HTTP/1.1.` };
  }
  if (isMismatch || code === "UND_ERR_SOCKET" || error instanceof errors.HTTPParserError) {
    return { kind: "closed", message: `${host} closed the connection before a whole response.` };
  }
  return { kind: "internal", message: `The request failed on our side (${code || "unknown error"}).` };
}

/** undici gives parser errors no code; a message that ended too early is one of them, and no malformed one. */
function isMalformed(error: unknown): boolean {
  if (error instanceof errors.HTTPParserError) return !error.message.includes("Invalid EOF state");
  return error instanceof errors.SocketError && /^bad (response|upgrade)$/.test(error.message);
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

function describeDns(code: string, hostAndPort: string): string {
  const host = hostAndPort.replace(/:\d+$/, "");
  if (code === "ENOTFOUND") return `${host} is not known to DNS, or has no address.`;
  return `${host} could not be looked up in DNS (${code || "no answer"}).`;
}

/** What the customer has to mend, by OpenSSL's code; `{host}` is the host and port. */
const TLS_REASONS: Record<string, string> = {
  ERR_SSL_WRONG_VERSION_NUMBER: "{host} does not speak TLS on this port.",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "{host} does not speak TLS on this port.",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "{host} speaks no version of TLS that is safe; it needs 1.2 or 1.3.",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "{host} speaks no version of TLS that is safe; it needs 1.2 or 1.3.",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "{host} asks for a client certificate.",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE:
    "{host} refused the TLS handshake: no cipher in common, or it asks for a client certificate.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate of {host} is for another name.",
  CERT_HAS_EXPIRED: "The certificate of {host} has expired.",
  CERT_NOT_YET_VALID: "The certificate of {host} is not valid yet.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The certificate of {host} is self-signed.",
  SELF_SIGNED_CERT_IN_CHAIN: "The certificate of {host} is signed by an authority that is not known.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "The certificate of {host} is not signed by a known authority, or {host} does not send its intermediate certificates.",
};

function describeTls(error: unknown, code: string, host: string): string {
  if (RESET.has(code)) return `${host} closed the connection during the TLS handshake.`;
  const reason = TLS_REASONS[code];
  if (reason) return reason.replaceAll("{host}", host);
  if (code.startsWith("UNABLE_TO_")) return `The certificate of ${host} is not signed by a known authority (${code}).`;
  return `The TLS handshake with ${host} failed (${code || (error instanceof Error ? error.message : "unknown error")}).`;
}
