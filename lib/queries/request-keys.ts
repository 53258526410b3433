import type { Prisma } from "@/lib/generated/prisma/client";
import { REQUEST_KEY_HOURS } from "./claim-keys";
import { db } from "./transaction";

/** An `Idempotency-Key` of a management call. */
export interface RequestKey {
  /** Credential, method and path. */
  scope: string;
  key: string;
  bodyHash: Buffer;
}

export interface StoredAnswer {
  bodyHash: Buffer;
  result: unknown;
}

/** The answer of a request with the same key; null when there is none that is young enough. */
export async function findRequestKey({ scope, key }: RequestKey): Promise<StoredAnswer | null> {
  const [row] = await db().$queryRaw<{ bodyHash: Uint8Array; result: unknown }[]>`
    select body_hash as "bodyHash", result from idempotency_keys
     where scope = ${scope} and kind = 'request' and key = ${key}
       and created_at > now() - make_interval(hours => ${REQUEST_KEY_HOURS})`;
  return row ? { bodyHash: Buffer.from(row.bodyHash), result: row.result } : null;
}

/**
 * Claims the key inside the open transaction; false when somebody holds it. Waits for a twin that is being
 * worked on, and takes the key if that one fails.
 */
export async function claimRequestKey({ scope, key, bodyHash }: RequestKey): Promise<boolean> {
  const count = await db().$executeRaw`
    insert into idempotency_keys as k (scope, kind, key, body_hash, result)
    values (${scope}, 'request', ${key}, ${bodyHash}, 'null')
    on conflict (scope, kind, key) do update
       set body_hash = excluded.body_hash, result = excluded.result, created_at = now()
     where k.created_at <= now() - make_interval(hours => ${REQUEST_KEY_HOURS})`;
  return count === 1;
}

/** Writes what the key answers from now on; in the transaction of the claim. */
export async function storeRequestAnswer({ scope, key }: RequestKey, result: Prisma.InputJsonValue): Promise<void> {
  await db().idempotencyKey.update({
    where: { scope_kind_key: { scope, kind: "request", key } },
    data: { result },
    select: { key: true },
  });
}
