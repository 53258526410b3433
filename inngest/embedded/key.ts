import { createHash } from "node:crypto";

/** Keys stand in index entries, which hold less than 2,700 bytes, and in text, which holds no U+0000. */
const MAX_KEY_LENGTH = 400;

/** A value as the text of a key: empty for nothing; what is long or strange becomes a hash. */
export function toKey(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > MAX_KEY_LENGTH || text.includes("\0") ? hashOf(text) : text;
}

/** The same text for equal values that are no objects. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
