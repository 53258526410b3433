import type { ApiKeyRow } from "@/lib/contracts/api-key";
import { pool } from "@/lib/prisma";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { notifyKeyRevoked } from "./notify";
import { db } from "./transaction";

export interface StoredKey extends ApiKeyRow {
  hash: string;
}

const SHOWN = {
  id: true,
  tenantId: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
} as const;

/** The only unscoped read: the hash is the credential. Null when unknown or revoked. */
export async function findKeyByHash(hash: string): Promise<StoredKey | null> {
  const row = await db().apiKey.findUnique({ where: { hash } });
  return row && row.revokedAt === null ? row : null;
}

/** `tenantId` null: operator keys. */
export async function listKeys(tenantId: string | null, keyset: Keyset): Promise<Slice<ApiKeyRow>> {
  const { where, ...rest } = keysetFind(keyset);
  return toSlice(await db().apiKey.findMany({ where: { tenantId, ...where }, select: SHOWN, ...rest }), keyset);
}

export async function insertKey(row: Omit<StoredKey, "createdAt" | "revokedAt" | "lastUsedAt">): Promise<ApiKeyRow> {
  return db().apiKey.create({ data: row, select: SHOWN });
}

/** Inserts an operator key of a given value, or leaves the one that is there. */
export async function insertKeyOnce(row: { id: string; name: string; prefix: string; hash: string }): Promise<boolean> {
  const { count } = await db().apiKey.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Revokes and tells every process; null when there is no such key (or it is revoked). */
export async function revokeKey(tenantId: string | null, id: string): Promise<ApiKeyRow | null> {
  const found = await db().apiKey.findFirst({ where: { tenantId, id, revokedAt: null }, select: { hash: true } });
  if (!found) return null;
  const row = await db().apiKey.update({ where: { id }, data: { revokedAt: new Date() }, select: SHOWN });
  await notifyKeyRevoked(db(), found.hash);
  return row;
}

/** At most one write a minute for all processes together. */
export async function touchKey(id: string): Promise<void> {
  await pool().query(
    `update api_keys set last_used_at = now()
      where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    [id],
  );
}

export async function listLiveKeyIds(tenantId: string): Promise<string[]> {
  const rows = await db().apiKey.findMany({ where: { tenantId, revokedAt: null }, select: { id: true } });
  return rows.map((row) => row.id);
}
