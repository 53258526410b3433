import type { Queryable } from "../transaction";

export interface DebounceRow {
  functionId: string;
  key: string;
  /** JSON text of the event. */
  payload: string;
  ts: number;
  periodMs: number;
  timeoutMs: number | undefined;
}

// An event that is older than the one that is kept changes nothing. An event of the future waits for its own time.
const SAVE = `
insert into engine_debounces as d (function_id, key, payload, event_ts, fires_at, latest_at)
select function_id, key, payload, ts, greatest(now() + period_ms * interval '1 millisecond', ts),
       case when timeout_ms is null then 'infinity' else now() + timeout_ms * interval '1 millisecond' end
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::float8[], $6::float8[])
       as n (function_id, key, payload, ts, period_ms, timeout_ms)
on conflict (function_id, key) do update
   set payload = excluded.payload, event_ts = excluded.event_ts, fires_at = least(excluded.fires_at, d.latest_at)
 where excluded.event_ts >= d.event_ts`;
const TAKE = `
delete from engine_debounces where (function_id, key) in (
  select function_id, key from engine_debounces where fires_at <= now() and function_id = any($1)
   order by fires_at limit $2 for update skip locked)
returning function_id as "functionId", payload`;

/** Rows must come sorted by function and key, each once. */
export async function saveDebounces(db: Queryable, rows: readonly DebounceRow[]): Promise<void> {
  await db.query(SAVE, [
    rows.map((row) => row.functionId),
    rows.map((row) => row.key),
    rows.map((row) => row.payload),
    rows.map((row) => new Date(row.ts).toISOString()),
    rows.map((row) => row.periodMs),
    rows.map((row) => row.timeoutMs ?? null),
  ]);
}

export async function takeDebounces(
  db: Queryable,
  { functionIds, limit }: { functionIds: readonly string[]; limit: number },
): Promise<{ functionId: string; payload: string }[]> {
  const { rows } = await db.query<{ functionId: string; payload: string }>(TAKE, [functionIds, limit]);
  return rows;
}
