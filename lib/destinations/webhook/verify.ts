import { createHmac } from "node:crypto";
import { safeEqual } from "@/lib/crypto";
import { parseSecret } from "./secret";

export interface SignedRequest {
  id: string;
  /** Seconds, as it stands in the header. */
  timestamp: string;
  /** Several, separated by blanks. */
  signature: string;
  body: Buffer;
}

export type Verification = { isValid: true; scheme: "v1" } | { isValid: false; reason: string };

/** Of Standard Webhooks: an older or newer timestamp may be a request that somebody recorded. */
const TOLERANCE_SECONDS = 5 * 60;

/** What a consumer has to do with a request, told step by step; the reason is a sentence. */
export function verifyRequest(request: SignedRequest, secrets: readonly string[], nowMs: number): Verification {
  const { id, timestamp, signature, body } = request;
  if (id === "") return refuse("There is no webhook-id header.");
  if (!/^\d{1,12}$/.test(timestamp)) return refuse("The webhook-timestamp header is not a number of seconds.");
  const offSeconds = Math.round(Math.abs(nowMs / 1000 - Number(timestamp)));
  if (offSeconds > TOLERANCE_SECONDS) return refuse(`The timestamp is ${offSeconds} s off; 300 s are allowed.`);
  const given = signature.split(" ").flatMap((part) => (part.startsWith("v1,") ? [part.slice(3)] : []));
  if (given.length === 0) return refuse("The webhook-signature header holds no v1 signature.");
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const isValid = secrets.some((secret) => {
    const parsed = parseSecret(secret);
    if (!parsed.ok) return false;
    const expected = createHmac("sha256", parsed.key).update(signed).digest("base64");
    return given.some((candidate) => safeEqual(candidate, expected));
  });
  return isValid ? { isValid, scheme: "v1" } : refuse("No secret of the subscription makes this signature.");
}

function refuse(reason: string): Verification {
  return { isValid: false, reason };
}
