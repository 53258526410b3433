import type { Queryable } from "../transaction";

export interface BatchState {
  id: string;
  size: number;
  bytes: number;
}

interface BatchRow {
  id: string;
  functionId: string;
  key: string;
  timeoutMs: number;
}

const LOCK = `
insert into engine_batches as b (id, function_id, key, flush_at) values ($1, $2, $3, now() + $4 * interval '1 millisecond')
on conflict (function_id, key) do update set size = b.size
returning id, size, bytes`;
const ADD = `
with added as (
  insert into engine_batch_events (batch_id, payload)
  select $1, payload from unnest($2::text[]) with ordinality as e (payload, n) order by n
  returning octet_length(payload) as bytes)
update engine_batches set size = size + (select count(*) from added), bytes = bytes + (select sum(bytes) from added)
 where id = $1`;
const READ = `
select batch_id as "batchId", array_agg(payload order by position) as payloads from engine_batch_events
 where batch_id = any($1) group by batch_id`;
const DROP = "delete from engine_batches where id = any($1)";
const FIND_DUE = `
select id, function_id as "functionId" from engine_batches where flush_at <= now() and function_id = any($1)
 order by flush_at limit $2 for update skip locked`;

/** The open batch of a key, made if there is none; nobody else adds to it before the commit. */
export async function lockBatch(db: Queryable, { id, functionId, key, timeoutMs }: BatchRow): Promise<BatchState> {
  const { rows } = await db.query<BatchState>(LOCK, [id, functionId, key, timeoutMs]);
  if (!rows[0]) throw new Error("an open batch could not be made");
  return rows[0];
}

export async function addToBatch(
  db: Queryable,
  { id, payloads }: { id: string; payloads: readonly string[] },
): Promise<void> {
  await db.query(ADD, [id, payloads]);
}

export async function insertBatch(
  db: Queryable,
  { payloads, ...row }: BatchRow & { payloads: readonly string[] },
): Promise<void> {
  const { id } = await lockBatch(db, row);
  await addToBatch(db, { id, payloads });
}

/** Payloads by batch, in the order in which they came. */
export async function readBatchEvents(db: Queryable, ids: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ batchId: string; payloads: string[] }>(READ, [ids]);
  return new Map(rows.map(({ batchId, payloads }) => [batchId, payloads]));
}

export async function dropBatches(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query(DROP, [ids]);
}

/** Locked; another engine takes others. */
export async function findDueBatches(
  db: Queryable,
  { functionIds, limit }: { functionIds: readonly string[]; limit: number },
): Promise<{ id: string; functionId: string }[]> {
  const { rows } = await db.query<{ id: string; functionId: string }>(FIND_DUE, [functionIds, limit]);
  return rows;
}
