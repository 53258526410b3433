import { createHmac, createSecretKey, sign as signWith } from "node:crypto";
import type { ExpiringSecret } from "../types";
import { parseSecret } from "./secret";
import { isSigningKey, parseSigningKey } from "./signing-key";

/** The value of `webhook-signature`: one signature for each secret in force at the time, separated by blanks. */
export type Sign = (message: { id: string; timestampSeconds: number; body: string }) => string;

interface Secrets {
  secrets: readonly string[];
  expiring?: readonly ExpiringSecret[] | undefined;
}

/**
 * Standard Webhooks 1.0 over `id.timestamp.body`: `v1,` HMAC-SHA256 for `whsec_` secrets, `v1a,` Ed25519 for `whsk_`
 * keys. Keys are prepared once; an expiring one signs up to its end and not after it, whoever holds the signer. Throws
 * on a secret that is not one: stored secrets were checked when they were saved.
 */
export function createSigner({ secrets, expiring = [] }: Secrets): Sign {
  const signers = [
    ...secrets.map((secret) => ({ untilMs: Number.POSITIVE_INFINITY, sign: signerOf(secret) })),
    ...expiring.map(({ secret, expiresAtMs }) => ({ untilMs: expiresAtMs, sign: signerOf(secret) })),
  ];
  return ({ id, timestampSeconds, body }) => {
    const signed = `${id}.${timestampSeconds}.${body}`;
    const inForce = signers.filter(({ untilMs }) => timestampSeconds * 1_000 < untilMs);
    return inForce.map(({ sign }) => sign(signed)).join(" ");
  };
}

function signerOf(secret: string): (signed: string) => string {
  if (isSigningKey(secret)) {
    const parsed = parseSigningKey(secret);
    if (!parsed.ok) throw new Error(`a stored signing key ${parsed.message}`);
    return (signed) => `v1a,${signWith(null, Buffer.from(signed), parsed.key.privateKey).toString("base64")}`;
  }
  const parsed = parseSecret(secret);
  if (!parsed.ok) throw new Error(`a stored signing secret ${parsed.message}`);
  const key = createSecretKey(parsed.key);
  return (signed) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}
