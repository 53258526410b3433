/** A signed request as it was sent. */
export interface SignedRequest {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What a signature was made of, and what the secret makes of it. */
export interface Verification {
  /** `v1,` and base64: what the header has to hold. */
  expected: string;
  isValid: boolean;
}

const PREFIX = "whsec_";

/** `id.timestamp.body`: what Standard Webhooks signs; null when the request was not signed. */
export function signedContent({ headers, body }: SignedRequest): string | null {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  return id && timestamp && headers["webhook-signature"] ? `${id}.${timestamp}.${body}` : null;
}

/** The signatures of the header, one for each secret that was in force. */
export function signaturesOf({ headers }: SignedRequest): string[] {
  return (headers["webhook-signature"] ?? "").split(" ").filter((signature) => signature !== "");
}

/** Browsers keep their cryptography for secure pages: https, or this machine. */
export function canVerify(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/**
 * Does in the page what the consumer's library does: HMAC-SHA256 of the content under the secret, compared with each
 * signature. Throws a sentence for a secret that is not one.
 */
export async function verifySignature(request: SignedRequest, secret: string): Promise<Verification> {
  const content = signedContent(request);
  if (content === null) throw new Error("This request carries no signature.");
  const key = await crypto.subtle.importKey("raw", keyBytes(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(content));
  const expected = `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
  return { expected, isValid: signaturesOf(request).includes(expected) };
}

function keyBytes(secret: string): Uint8Array<ArrayBuffer> {
  const text = secret.trim();
  if (!text.startsWith(PREFIX)) throw new Error(`A signing secret begins with ${PREFIX}.`);
  try {
    return Uint8Array.from(atob(text.slice(PREFIX.length)), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new Error("That is no signing secret: what follows whsec_ is not base64.", { cause });
  }
}
