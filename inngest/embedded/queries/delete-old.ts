import type { Queryable } from "../transaction";

export interface Cutoff {
  /** Smallest ULID of the cut-off time: ids are a time range, so no further index is needed. */
  bound: string;
  olderThanMs: number;
  limit: number;
}

const RUNS = `
delete from engine_runs where id in (
  select id from engine_runs where id < $1 and ended_at < now() - $2 * interval '1 millisecond' order by id limit $3)`;
const EVENTS = `
delete from engine_events where id in (
  select id from engine_events where id < $1 and dispatched_at < now() - $2 * interval '1 millisecond' order by id limit $3)`;
const KEYS = `
delete from engine_keys where (function_id, key) in (
  select function_id, key from engine_keys where expires_at < now() order by expires_at limit $1)`;

// A gate that is free of its past says nothing any more.
const GATES = `
delete from engine_gates where ctid in (
  select ctid from engine_gates where free_at < now() - interval '1 minute' limit $1)`;

/** Steps go with their run. */
export async function deleteOldRuns(db: Queryable, { bound, olderThanMs, limit }: Cutoff): Promise<number> {
  const { rowCount } = await db.query(RUNS, [bound, olderThanMs, limit]);
  return rowCount ?? 0;
}

export async function deleteOldEvents(db: Queryable, { bound, olderThanMs, limit }: Cutoff): Promise<number> {
  const { rowCount } = await db.query(EVENTS, [bound, olderThanMs, limit]);
  return rowCount ?? 0;
}

export async function deleteExpiredKeys(db: Queryable, limit: number): Promise<number> {
  const { rowCount } = await db.query(KEYS, [limit]);
  return rowCount ?? 0;
}

export async function deleteFreeGates(db: Queryable, limit: number): Promise<number> {
  const { rowCount } = await db.query(GATES, [limit]);
  return rowCount ?? 0;
}
