import type { SignatureKind } from "@/lib/contracts/subscription";
import { generateSecret, parseSecret } from "@/lib/destinations/webhook/secret";
import { generateSigningKey, isSigningKey, parseSigningKey } from "@/lib/destinations/webhook/signing-key";
import { invalidField } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { secretBox } from "./secret-box";

export interface SigningSecret {
  /** `whsec_…`, or `whsk_…`, the private half of an Ed25519 key. */
  secret: string;
  /** `whpk_…` of an Ed25519 key. */
  publicKey: string | null;
}

/** A secret that was brought along, checked, or a new one. A key that was brought says itself how it signs. */
export function takeSigningSecret(brought: string | null, signature: SignatureKind | null): SigningSecret {
  const kind = signature ?? (brought !== null && isSigningKey(brought) ? "ed25519" : "hmac");
  switch (kind) {
    case "hmac":
      return { secret: brought === null ? generateSecret() : checked(brought, parseSecret(brought)), publicKey: null };
    case "ed25519": {
      const secret = brought ?? generateSigningKey();
      const parsed = parseSigningKey(secret);
      return { secret: checked(secret, parsed), publicKey: parsed.ok ? parsed.key.publicKey : null };
    }
    default:
      return kind satisfies never;
  }
}

function checked(secret: string, parsed: { ok: true } | { ok: false; message: string }): string {
  if (parsed.ok) return secret;
  throw invalidField("secret", `${parsed.message}; leave it out to have one generated`);
}

/** The answer to the owner of the subscription: a private half is of no use to a consumer and is never shown. */
export function showSecret({ secret }: Pick<SigningSecret, "secret">): string | null {
  return isSigningKey(secret) ? null : secret;
}

export interface SealedSecret {
  id: string;
  ciphertext: string;
}

/** As it lies in the database; bound to its row. */
export function sealSecret(secret: string): SealedSecret {
  const id = newId("secret");
  return { id, ciphertext: secretBox().encrypt(secret, id) };
}

export function openSecret({ id, ciphertext }: SealedSecret): string {
  return secretBox().decrypt(ciphertext, id);
}
