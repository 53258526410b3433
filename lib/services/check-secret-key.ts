import { pool } from "@/lib/prisma";
import { ConfigurationError } from "@/lib/process";
import { secretBox } from "./secret-box";

const SETTING = "secret_key_check";
const PLAIN = "hookswitch";

const REMEMBER = "insert into settings (name, value) values ($1, $2) on conflict (name) do nothing";
const READ = "select value from settings where name = $1";

/**
 * Stops a start whose HOOKSWITCH_SECRET_KEY cannot read what this database holds: better now than at the first
 * delivery. Throws ConfigurationError.
 */
export async function checkSecretKey(): Promise<void> {
  await pool().query(REMEMBER, [SETTING, secretBox().encrypt(PLAIN, SETTING)]);
  const { rows } = await pool().query<{ value: string }>(READ, [SETTING]);
  try {
    secretBox().decrypt(rows[0]?.value ?? "", SETTING);
  } catch (cause) {
    throw new ConfigurationError(
      "Configuration: HOOKSWITCH_SECRET_KEY is not the key that this database was encrypted with. Set the old key, or new,old to rotate.",
      { cause },
    );
  }
}
