import type { Queryable } from "../transaction";

interface SingletonKey {
  functionId: string;
  key: string;
}

const FIND = "select run_id from engine_singletons where function_id = $1 and key = $2";
const INSERT = `
insert into engine_singletons (function_id, key, run_id) values ($1, $2, $3) on conflict do nothing returning run_id`;
const MOVE = `
update engine_singletons set run_id = $4 where function_id = $1 and key = $2 and run_id = $3 returning run_id`;

/** The run that holds the lock. */
export async function findSingleton(db: Queryable, { functionId, key }: SingletonKey): Promise<string | undefined> {
  const { rows } = await db.query<{ run_id: string }>(FIND, [functionId, key]);
  return rows[0]?.run_id;
}

/** False: another run holds it. */
export async function insertSingleton(
  db: Queryable,
  { functionId, key, runId }: SingletonKey & { runId: string },
): Promise<boolean> {
  const { rows } = await db.query(INSERT, [functionId, key, runId]);
  return rows.length > 0;
}

/** False: it has changed hands or ended meanwhile. */
export async function moveSingleton(
  db: Queryable,
  { functionId, key, from, to }: SingletonKey & { from: string; to: string },
): Promise<boolean> {
  const { rows } = await db.query(MOVE, [functionId, key, from, to]);
  return rows.length > 0;
}
