import type { ClientBase } from "pg";

export const EVENT_KEY_DAYS = 30;
export const REQUEST_KEY_HOURS = 24;

export type KeyKind = "event" | "request";

/** A key as a publisher gives it: `externalId` (kind event) or `Idempotency-Key` (kind request). */
export interface IdempotencyClaim {
  scope: string;
  kind: KeyKind;
  key: string;
  bodyHash: Buffer;
  result: unknown;
  /** Whose events the answer of a request names; erased with the tenant. Null for an externalId, whose scope says it. */
  tenantId: string | null;
}

export interface StoredKey {
  scope: string;
  kind: KeyKind;
  key: string;
  bodyHash: Buffer;
  result: unknown;
}

export function keyOf(entry: { scope: string; kind: KeyKind; key: string }): string {
  return `${entry.kind}\n${entry.scope}\n${entry.key}`;
}

// A key past its age counts as new, whether or not the pruning came by. Sorted: two transactions that claim the
// same keys in opposite order would wait for each other.
const CLAIM_KEYS = `
insert into idempotency_keys as k (scope, kind, key, body_hash, result, tenant_id)
select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::jsonb[], $6::text[])
    as t(scope, kind, key, body_hash, result, tenant_id)
 order by 2, 1, 3
on conflict (scope, kind, key) do update
   set body_hash = excluded.body_hash, result = excluded.result, tenant_id = excluded.tenant_id, created_at = now()
 where k.created_at < now() - case k.kind when 'event' then interval '${EVENT_KEY_DAYS} days' else interval '${REQUEST_KEY_HOURS} hours' end
returning scope, kind, key`;

const READ_KEYS = `
select k.scope, k.kind, k.key, k.body_hash as "bodyHash", k.result
  from unnest($1::text[], $2::text[], $3::text[]) as t(scope, kind, key)
  join idempotency_keys k using (scope, kind, key)`;

const RELEASE_KEYS = `
delete from idempotency_keys k using unnest($1::text[], $2::text[], $3::text[]) as t(scope, kind, key)
 where k.scope = t.scope and k.kind = t.kind and k.key = t.key`;

const SET_RESULTS = `
update idempotency_keys k set result = t.result
  from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[]) as t(scope, kind, key, result)
 where k.scope = t.scope and k.kind = t.kind and k.key = t.key`;

function columns(entries: readonly { scope: string; kind: KeyKind; key: string }[]): string[][] {
  return [entries.map((e) => e.scope), entries.map((e) => e.kind), entries.map((e) => e.key)];
}

/**
 * Claims keys inside the caller's transaction; keys must be distinct. Waits for transactions that hold one of
 * them. Answers those that somebody else holds already, read in a second statement (the first one's snapshot
 * cannot see a row that was committed while it waited).
 */
export async function claimKeys(tx: ClientBase, claims: readonly IdempotencyClaim[]): Promise<StoredKey[]> {
  const claimed = await tx.query<StoredKey>({
    name: "claim-keys",
    text: CLAIM_KEYS,
    values: [
      ...columns(claims),
      claims.map((c) => c.bodyHash),
      claims.map((c) => JSON.stringify(c.result)),
      claims.map((c) => c.tenantId),
    ],
  });
  if (claimed.rows.length === claims.length) return [];
  const mine = new Set(claimed.rows.map(keyOf));
  const lost = claims.filter((claim) => !mine.has(keyOf(claim)));
  const stored = await tx.query<StoredKey>({ name: "read-keys", text: READ_KEYS, values: columns(lost) });
  return stored.rows;
}

/** Gives back keys that the caller claimed and did not use. */
export async function releaseKeys(tx: ClientBase, entries: readonly IdempotencyClaim[]): Promise<void> {
  await tx.query({ name: "release-keys", text: RELEASE_KEYS, values: columns(entries) });
}

/** Writes what a claimed key answers when it is used again. */
export async function setKeyResults(
  tx: ClientBase,
  entries: readonly { scope: string; kind: KeyKind; key: string; result: unknown }[],
): Promise<void> {
  const results = entries.map((entry) => JSON.stringify(entry.result));
  await tx.query({ name: "set-key-results", text: SET_RESULTS, values: [...columns(entries), results] });
}
