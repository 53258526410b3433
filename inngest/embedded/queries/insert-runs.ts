import type { Queryable } from "../transaction";

export interface NewRunRow {
  id: string;
  functionId: string;
  key: string;
  /** JSON text. */
  events: string;
  eventName: string;
  eventCount: number;
  parent?: { runId: string; stepId: string } | undefined;
  singletonKey?: string | undefined;
  priority: number;
}

const SQL = `
insert into engine_runs (id, function_id, key, events, event_name, event_count, parent_run_id, parent_step_id,
                         singleton_key, priority)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[],
                     $9::text[], $10::int[])`;

export async function insertRuns(db: Queryable, runs: readonly NewRunRow[]): Promise<void> {
  await db.query(SQL, [
    runs.map((run) => run.id),
    runs.map((run) => run.functionId),
    runs.map((run) => run.key),
    runs.map((run) => run.events),
    runs.map((run) => run.eventName),
    runs.map((run) => run.eventCount),
    runs.map((run) => run.parent?.runId ?? null),
    runs.map((run) => run.parent?.stepId ?? null),
    runs.map((run) => run.singletonKey ?? null),
    runs.map((run) => run.priority),
  ]);
}
