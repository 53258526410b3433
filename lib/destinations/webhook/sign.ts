import { createHmac, createSecretKey } from "node:crypto";
import { parseSecret } from "./secret";

/** The value of `webhook-signature`: one `v1,` signature per secret, separated by blanks. */
export type Sign = (message: { id: string; timestampSeconds: number; body: string }) => string;

/**
 * Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`. Keys are prepared once. Throws on a secret that is
 * not one: stored secrets were checked when they were saved.
 */
export function createSigner(secrets: readonly string[]): Sign {
  const keys = secrets.map((secret) => {
    const parsed = parseSecret(secret);
    if (!parsed.ok) throw new Error(`a stored signing secret ${parsed.message}`);
    return createSecretKey(parsed.key);
  });
  return ({ id, timestampSeconds, body }) => {
    const signed = `${id}.${timestampSeconds}.${body}`;
    return keys.map((key) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`).join(" ");
  };
}
