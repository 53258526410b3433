import { createHash } from "node:crypto";

/**
 * Keys stand in index entries, which hold less than 2,700 bytes, and in JSON and text, which hold no U+0000 and no
 * half of a surrogate pair.
 */
const MAX_KEY_LENGTH = 400;

/** A value as the text of a key; what is long or strange becomes a hash. */
export function toKey(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > MAX_KEY_LENGTH || text.includes("\0") || !text.isWellFormed() ? hashOf(text) : text;
}

/** A short text that stands for a text of any length. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
