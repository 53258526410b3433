import { pool } from "@/lib/prisma";

/** Where ciphertexts lie: a whole column, or values at the top of a JSON object. The last one says that all are done. */
export const SEALED_COLUMNS = [
  { table: "subscription_secrets", key: "id", column: "ciphertext", isJson: false },
  { table: "subscriptions", key: "id", column: "destination_config", isJson: true },
  { table: "settings", key: "name", column: "value", isJson: false },
] as const;
export type SealedColumn = (typeof SEALED_COLUMNS)[number];

export interface SealedRow {
  key: string;
  /** The column as text. */
  sealed: string;
}

/** Rows after `afterKey` with a ciphertext of another key than `keyId`, by key. Reads the table: for rotation only. */
export async function readSealedOtherwise(
  { table, key, column }: SealedColumn,
  { keyId, afterKey, limit }: { keyId: string; afterKey: string; limit: number },
): Promise<SealedRow[]> {
  const { rows } = await pool().query<SealedRow>(
    `select ${key} as key, ${column}::text as sealed from ${table}
      where ${key} > $1 and ${column}::text ~ $2 order by ${key} limit $3`,
    [afterKey, `k1\\.(?!${keyId}\\.)[0-9a-f]{8}\\.`, limit],
  );
  return rows;
}

/** False when the row was changed meanwhile. */
export async function replaceSealed(
  { table, key, column, isJson }: SealedColumn,
  { key: id, sealed }: SealedRow,
  fresh: string,
): Promise<boolean> {
  const type = isJson ? "jsonb" : "text";
  const { rowCount } = await pool().query(
    `update ${table} set ${column} = $1::${type} where ${key} = $2 and ${column} = $3::${type}`,
    [fresh, id, sealed],
  );
  return rowCount === 1;
}
