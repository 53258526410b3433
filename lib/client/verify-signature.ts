/** A signed request as it was sent. */
export interface SignedRequest {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What the secret, or the public key, makes of a request. */
export interface Verification {
  /** `v1,` and base64: what the header has to hold; null for Ed25519, where only the private half can make it. */
  expected: string | null;
  isValid: boolean;
}

const SECRET_PREFIX = "whsec_";
const PUBLIC_PREFIX = "whpk_";
const HMAC_MARK = "v1,";
const ED25519_MARK = "v1a,";

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
 * `v1` signature; or Ed25519 under the public key, for `v1a`. Throws a sentence for a key that is not one.
 */
export async function verifySignature(request: SignedRequest, key: string): Promise<Verification> {
  const content = signedContent(request);
  if (content === null) throw new Error("This request carries no signature.");
  const text = key.trim();
  if (text.startsWith(PUBLIC_PREFIX)) return verifyPublic(request, content, keyBytes(text, PUBLIC_PREFIX));
  return verifySecret(request, content, keyBytes(text, SECRET_PREFIX));
}

async function verifySecret(request: SignedRequest, content: string, bytes: Bytes): Promise<Verification> {
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(content));
  const expected = `${HMAC_MARK}${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
  return { expected, isValid: signaturesOf(request).includes(expected) };
}

async function verifyPublic(request: SignedRequest, content: string, bytes: Bytes): Promise<Verification> {
  const key = await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
  const message = new TextEncoder().encode(content);
  const own = signaturesOf(request).filter((signature) => signature.startsWith(ED25519_MARK));
  const fits = await Promise.all(
    own.map((signature) =>
      crypto.subtle.verify("Ed25519", key, fromBase64(signature.slice(ED25519_MARK.length)), message),
    ),
  );
  return { expected: null, isValid: fits.includes(true) };
}

type Bytes = Uint8Array<ArrayBuffer>;

function keyBytes(text: string, prefix: string): Bytes {
  if (!text.startsWith(prefix))
    throw new Error(`A signing secret begins with ${SECRET_PREFIX}, a public key with ${PUBLIC_PREFIX}.`);
  try {
    return fromBase64(text.slice(prefix.length));
  } catch (cause) {
    throw new Error(`That is no key: what follows ${prefix} is not base64.`, { cause });
  }
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
