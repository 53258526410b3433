import { inLockOrder, keyOfFunction } from "../lock-order";
import type { Queryable } from "../transaction";

export interface FunctionKey {
  functionId: string;
  key: string;
}

/** As on the server. */
const KEPT = "24 hours";

// The row locks of the conflict make two engines wait for each other; keys come sorted, so they cannot deadlock.
const SQL = `
insert into engine_keys (function_id, key, expires_at)
select function_id, key, now() + interval '${KEPT}' from unnest($1::text[], $2::text[]) as k (function_id, key)
    on conflict (function_id, key) do update set expires_at = excluded.expires_at
 where engine_keys.expires_at < now()
returning function_id as "functionId", key`;

/** Remembers what starts a run and returns those that did not start one in the last 24 hours. */
export async function claimKeys(db: Queryable, keys: readonly FunctionKey[]): Promise<FunctionKey[]> {
  const sorted = inLockOrder(keys, ({ functionId, key }) => keyOfFunction(functionId, key));
  const { rows } = await db.query<FunctionKey>(SQL, [sorted.map((k) => k.functionId), sorted.map((k) => k.key)]);
  return rows;
}
