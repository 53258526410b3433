import { createSecretBox, type SecretBox } from "@/lib/crypto";
import { env } from "@/lib/env";

let box: SecretBox | undefined;

/** Encrypts what must not lie about: signing secrets and secret fields of destination configs. */
export function secretBox(): SecretBox {
  box ??= createSecretBox(env().HOOKSWITCH_SECRET_KEY);
  return box;
}
