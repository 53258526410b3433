import type { Queryable } from "../transaction";

export interface NewRun {
  id: string;
  functionId: string;
  key: string;
  /** JSON text. */
  events: string;
}

const SQL = `
insert into engine_runs (id, function_id, key, events)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])`;

export async function insertRuns(db: Queryable, runs: readonly NewRun[]): Promise<void> {
  await db.query(SQL, [
    runs.map((run) => run.id),
    runs.map((run) => run.functionId),
    runs.map((run) => run.key),
    runs.map((run) => run.events),
  ]);
}
