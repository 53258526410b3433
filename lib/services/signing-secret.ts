import { generateSecret, parseSecret } from "@/lib/destinations/webhook/secret";
import { invalidField } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { secretBox } from "./secret-box";

/** A secret that was brought along, checked, or a new one. */
export function takeSigningSecret(brought: string | null): string {
  if (brought === null) return generateSecret();
  const parsed = parseSecret(brought);
  if (parsed.ok) return brought;
  throw invalidField("secret", `${parsed.message}; leave it out to have one generated`);
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
