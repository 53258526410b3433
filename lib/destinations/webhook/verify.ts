import { createHmac, createPublicKey, verify } from "node:crypto";
import { safeEqual } from "@/lib/crypto";
import { parseSecret } from "./secret";
import { isSigningKey, parseSigningKey } from "./signing-key";

export interface SignedRequest {
  id: string;
  /** Seconds, as it stands in the header. */
  timestamp: string;
  /** Several, separated by blanks. */
  signature: string;
  body: Buffer;
}

export type Verification = { isValid: true; scheme: "v1" | "v1a" } | { isValid: false; reason: string };

/** Of Standard Webhooks: an older or newer timestamp may be a request that somebody recorded. */
const TOLERANCE_SECONDS = 5 * 60;

/** What a consumer has to do with a request, told step by step; the reason is a sentence. */
export function verifyRequest(request: SignedRequest, secrets: readonly string[], nowMs: number): Verification {
  const { id, timestamp, signature, body } = request;
  if (id === "") return refuse("There is no webhook-id header.");
  if (!/^\d{1,12}$/.test(timestamp)) return refuse("The webhook-timestamp header is not a number of seconds.");
  const offSeconds = Math.round(Math.abs(nowMs / 1000 - Number(timestamp)));
  if (offSeconds > TOLERANCE_SECONDS) return refuse(`The timestamp is ${offSeconds} s off; 300 s are allowed.`);
  const given = { v1: ofScheme(signature, "v1,"), v1a: ofScheme(signature, "v1a,") };
  if (given.v1.length + given.v1a.length === 0)
    return refuse("The webhook-signature header holds no v1 or v1a signature.");
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  for (const secret of secrets) {
    if (isSigningKey(secret) && given.v1a.some((candidate) => fitsKey(secret, signed, candidate)))
      return { isValid: true, scheme: "v1a" };
    if (given.v1.some((candidate) => fitsSecret(secret, signed, candidate))) return { isValid: true, scheme: "v1" };
  }
  return refuse("No secret of the subscription makes this signature.");
}

function ofScheme(signature: string, prefix: string): string[] {
  return signature.split(" ").flatMap((part) => (part.startsWith(prefix) ? [part.slice(prefix.length)] : []));
}

function fitsSecret(secret: string, signed: Buffer, candidate: string): boolean {
  const parsed = parseSecret(secret);
  if (!parsed.ok) return false;
  return safeEqual(candidate, createHmac("sha256", parsed.key).update(signed).digest("base64"));
}

function fitsKey(secret: string, signed: Buffer, candidate: string): boolean {
  const parsed = parseSigningKey(secret);
  if (!parsed.ok) return false;
  return verify(null, signed, createPublicKey(parsed.key.privateKey), Buffer.from(candidate, "base64"));
}

function refuse(reason: string): Verification {
  return { isValid: false, reason };
}
