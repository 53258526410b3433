import { ConfigurationError } from "@/lib/process";
import { rememberSetting } from "@/lib/queries/settings";
import { secretBox } from "./secret-box";

const SETTING = "secret_key_check";
const PLAIN = "hookswitch";

/**
 * Stops a start whose HOOKSWITCH_SECRET_KEY cannot read what this database holds: better now than at the first
 * delivery. Throws ConfigurationError.
 */
export async function checkSecretKey(): Promise<void> {
  const stored = await rememberSetting(SETTING, secretBox().encrypt(PLAIN, SETTING));
  try {
    secretBox().decrypt(stored, SETTING);
  } catch (cause) {
    throw new ConfigurationError(
      "Configuration: HOOKSWITCH_SECRET_KEY is not the key that this database was encrypted with. Set the old key, or new,old to rotate.",
      { cause },
    );
  }
}
