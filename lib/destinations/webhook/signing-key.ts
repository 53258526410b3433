import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";

/** Standard Webhooks 1.0: `whsk_` and base64 of seed and public key (64 bytes; the seed alone is taken too). */
const PRIVATE_PREFIX = "whsk_";
const PUBLIC_PREFIX = "whpk_";
const SEED_BYTES = 32;
/** What stands before the seed in a PKCS #8 key of Ed25519, and before the key in an SPKI one (RFC 8410). */
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_HEAD = Buffer.from("302a300506032b6570032100", "hex");
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export interface SigningKey {
  privateKey: KeyObject;
  /** `whpk_…`, for the consumer. */
  publicKey: string;
}

export type ParsedSigningKey = { ok: true; key: SigningKey } | { ok: false; message: string };

export function isSigningKey(secret: string): boolean {
  return secret.startsWith(PRIVATE_PREFIX);
}

export function generateSigningKey(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  const seed = privateKey.export({ format: "der", type: "pkcs8" }).subarray(PKCS8_HEAD.length);
  return `${PRIVATE_PREFIX}${Buffer.concat([seed, rawPublicKey(privateKey)]).toString("base64")}`;
}

/** For keys that customers bring along; the message says what to do. */
export function parseSigningKey(secret: string): ParsedSigningKey {
  const encoded = secret.slice(PRIVATE_PREFIX.length);
  const bytes = Buffer.from(encoded, "base64");
  if (!isSigningKey(secret) || !BASE64.test(encoded) || bytes.toString("base64") !== encoded)
    return { ok: false, message: "must be whsk_ followed by base64 (standard alphabet, with padding)" };
  if (bytes.length !== SEED_BYTES && bytes.length !== 2 * SEED_BYTES)
    return { ok: false, message: `must hold an Ed25519 key of 32 or 64 bytes; this one holds ${bytes.length}` };
  const der = Buffer.concat([PKCS8_HEAD, bytes.subarray(0, SEED_BYTES)]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const raw = rawPublicKey(privateKey);
  if (bytes.length > SEED_BYTES && !bytes.subarray(SEED_BYTES).equals(raw))
    return { ok: false, message: "holds two halves that do not belong together" };
  return { ok: true, key: { privateKey, publicKey: `${PUBLIC_PREFIX}${raw.toString("base64")}` } };
}

function rawPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(SPKI_HEAD.length);
}
