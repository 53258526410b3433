import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import {
  readSealedOtherwise,
  replaceSealed,
  SEALED_COLUMNS,
  type SealedColumn,
  type SealedRow,
} from "@/lib/queries/sealed-values";
import { secretBox } from "./secret-box";

const BATCH = 200;
const CIPHERTEXT = /^k1\.[0-9a-f]{8}\./;

/**
 * With `HOOKSWITCH_SECRET_KEY=new,old`: encrypts with the new key whatever an older one encrypted, and says when the
 * older ones may be taken away. A worker does it at its start; several at once, or one that is killed, do no harm.
 */
export async function reencryptSecrets(): Promise<{ reencrypted: number }> {
  if (env().HOOKSWITCH_SECRET_KEY.length < 2) return { reencrypted: 0 };
  let reencrypted = 0;
  for (const column of SEALED_COLUMNS) reencrypted += await reencryptColumn(column);
  logger.info(
    { reencrypted },
    "every secret is encrypted with the first key of HOOKSWITCH_SECRET_KEY; the others can go",
  );
  return { reencrypted };
}

async function reencryptColumn(column: SealedColumn): Promise<number> {
  let count = 0;
  let afterKey = "";
  for (;;) {
    const rows = await readSealedOtherwise(column, { keyId: secretBox().keyId, afterKey, limit: BATCH });
    for (const row of rows) count += await reencryptRow(column, row);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return count;
    afterKey = last.key;
  }
}

/** A row that somebody changed meanwhile was encrypted anew by that change. */
async function reencryptRow(column: SealedColumn, row: SealedRow): Promise<number> {
  const fresh = column.isJson ? resealJson(row) : reseal(row.sealed, row.key);
  return (await replaceSealed(column, row, fresh)) ? 1 : 0;
}

function resealJson({ key, sealed }: SealedRow): string {
  const config = Object.entries(JSON.parse(sealed) as Record<string, unknown>);
  return JSON.stringify(
    Object.fromEntries(
      config.map(([name, value]) => [name, typeof value === "string" ? reseal(value, `${key}.${name}`) : value]),
    ),
  );
}

function reseal(text: string, context: string): string {
  if (!CIPHERTEXT.test(text)) return text;
  return secretBox().encrypt(secretBox().decrypt(text, context), context);
}
