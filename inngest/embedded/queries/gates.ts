import type { Queryable } from "../transaction";

interface GateRow {
  functionId: string;
  key: string;
}

const LOCK = `
insert into engine_gates as g (function_id, key, free_at) values ($1, $2, now())
on conflict (function_id, key) do update set free_at = g.free_at
returning (extract(epoch from free_at - now()) * 1000)::float8 as "aheadMs"`;
const SET =
  "update engine_gates set free_at = now() + $3 * interval '1 millisecond' where function_id = $1 and key = $2";

/** How far ahead of now the gate is booked; below zero if it is free. Nobody else passes it before the commit. */
export async function lockGate(db: Queryable, { functionId, key }: GateRow): Promise<number> {
  const { rows } = await db.query<{ aheadMs: number }>(LOCK, [functionId, key]);
  return rows[0]?.aheadMs ?? 0;
}

export async function setGate(
  db: Queryable,
  { functionId, key, aheadMs }: GateRow & { aheadMs: number },
): Promise<void> {
  await db.query(SET, [functionId, key, aheadMs]);
}
