import type { Queryable } from "../transaction";

export interface WaitRow {
  id: string;
  runId: string;
  /** Null: a match cancels the run. */
  stepId: string | null;
  eventName: string;
  expression: string | null;
  sinceAt: string | null;
  sinceId: string | null;
  /** JSON text: the run's own events. */
  events: string;
}

/** Waits of a name that compare the value at a path; null: those that do not. */
export interface WaitPath {
  name: string;
  path: string | null;
}

export interface WaitLookUp extends WaitPath {
  /** Null where the path is. */
  value: string | null;
}

// Hops from path to path in the index instead of reading all entries of a name.
const PATHS = `
with recursive name as (select unnest($1::text[]) as n),
  hop as (
    select n, (select min(match_path) from engine_waits where event_name = n) as path from name
    union all
    select n, (select min(match_path) from engine_waits where event_name = n and match_path > hop.path) from hop
     where path is not null)
select n as name, path from hop where path is not null
union all
select n, null from name where exists (select from engine_waits where event_name = n and match_path is null)`;
const COLUMNS = `w.id, w.run_id as "runId", w.step_id as "stepId", w.event_name as "eventName", w.expression,
       to_char(w.since_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00' as "sinceAt", w.since_id as "sinceId", r.events`;
const FIND = `
select ${COLUMNS} from unnest($1::text[], $2::text[], $3::text[]) as l (name, path, value)
  join engine_waits w on w.event_name = l.name and w.match_path = l.path and w.match_value = l.value
  join engine_runs r on r.id = w.run_id
 where l.path is not null and w.expires_at > now()
union all
select ${COLUMNS} from unnest($1::text[], $2::text[]) as l (name, path)
  join engine_waits w on w.event_name = l.name and w.match_path is null
  join engine_runs r on r.id = w.run_id
 where l.path is null and w.expires_at > now()`;

export async function findPaths(db: Queryable, names: readonly string[]): Promise<WaitPath[]> {
  const { rows } = await db.query<WaitPath>(PATHS, [names]);
  return rows;
}

export async function findWaits(db: Queryable, lookUps: readonly WaitLookUp[]): Promise<WaitRow[]> {
  if (lookUps.length === 0) return [];
  const { rows } = await db.query<WaitRow>(FIND, [
    lookUps.map(({ name }) => name),
    lookUps.map(({ path }) => path),
    lookUps.map(({ value }) => value),
  ]);
  return rows;
}
