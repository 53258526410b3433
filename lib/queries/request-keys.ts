import type { Prisma } from "@/lib/generated/prisma/client";
import { isId } from "@/lib/ids";
import { REQUEST_KEY_HOURS } from "./claim-keys";
import { db } from "./transaction";

/** An `Idempotency-Key` of a management call. */
export interface RequestKey {
  /** Credential, method and path. */
  scope: string;
  key: string;
  bodyHash: Buffer;
  /** Whose data the answer holds; erased with the tenant. */
  tenantId: string | null;
}

export interface StoredAnswer {
  bodyHash: Buffer;
  result: unknown;
}

/** The answer of a request with the same key; null when there is none that is young enough. */
export async function findRequestKey({ scope, key }: Pick<RequestKey, "scope" | "key">): Promise<StoredAnswer | null> {
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
export async function claimRequestKey({ scope, key, bodyHash, tenantId }: RequestKey): Promise<boolean> {
  const count = await db().$executeRaw`
    insert into idempotency_keys as k (scope, kind, key, body_hash, result, tenant_id)
    values (${scope}, 'request', ${key}, ${bodyHash}, 'null', ${tenantId})
    on conflict (scope, kind, key) do update
       set body_hash = excluded.body_hash, result = excluded.result, tenant_id = excluded.tenant_id, created_at = now()
     where k.created_at <= now() - make_interval(hours => ${REQUEST_KEY_HOURS})`;
  return count === 1;
}

/** Writes what the key answers from now on; in the transaction of the claim. */
export async function storeRequestAnswer(
  { scope, key, tenantId }: RequestKey,
  result: Prisma.InputJsonObject,
): Promise<void> {
  await db().idempotencyKey.update({
    where: { scope_kind_key: { scope, kind: "request", key } },
    data: { result, tenantId: tenantId ?? tenantOf(result.body) },
    select: { key: true },
  });
}

/** An operator's call without a tenant in its path may answer a tenant, or something of one. */
function tenantOf(body: unknown): string | null {
  const { id, tenantId } = (body ?? {}) as { id?: unknown; tenantId?: unknown };
  const found = tenantId ?? id;
  return typeof found === "string" && isId("tenant", found) ? found : null;
}
