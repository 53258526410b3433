import { randomBytes } from "node:crypto";

/** Sizes of Standard Webhooks 1.0. */
const MIN_BYTES = 24;
const MAX_BYTES = 64;
const PREFIX = "whsec_";
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export type ParsedSecret = { ok: true; key: Buffer } | { ok: false; message: string };

/** `whsec_` and base64 of 24 random bytes. */
export function generateSecret(): string {
  return `${PREFIX}${randomBytes(MIN_BYTES).toString("base64")}`;
}

/** For secrets that customers bring along; the message says what to do. */
export function parseSecret(secret: string): ParsedSecret {
  if (!secret.startsWith(PREFIX)) return invalid("must start with whsec_");
  const encoded = secret.slice(PREFIX.length);
  const key = Buffer.from(encoded, "base64");
  // Node skips what is not base64; only what encodes back to itself was.
  if (!BASE64.test(encoded) || key.toString("base64") !== encoded) {
    return invalid("must be whsec_ followed by base64 (standard alphabet, with padding)");
  }
  if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
    return invalid(`must hold ${MIN_BYTES} to ${MAX_BYTES} bytes; this one holds ${key.length}`);
  }
  return { ok: true, key };
}

function invalid(message: string): ParsedSecret {
  return { ok: false, message };
}
