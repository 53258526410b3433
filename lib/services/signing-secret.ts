import { randomBytes } from "node:crypto";
import { invalidField } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { secretBox } from "./secret-box";

const PREFIX = "whsec_";
const GENERATED_BYTES = 32;
/** Of the Standard Webhooks specification. */
const MIN_BYTES = 24;
const MAX_BYTES = 64;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** A secret that was brought along, checked, or a new one. */
export function takeSigningSecret(brought: string | null): string {
  if (brought === null) return PREFIX + randomBytes(GENERATED_BYTES).toString("base64");
  const encoded = brought.startsWith(PREFIX) ? brought.slice(PREFIX.length) : "";
  const { length } = Buffer.from(encoded, "base64");
  if (BASE64.test(encoded) && length >= MIN_BYTES && length <= MAX_BYTES) return brought;
  throw invalidField("secret", `must be ${PREFIX} and the base64 of ${MIN_BYTES} to ${MAX_BYTES} random bytes; leave it out to have one generated`);
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
