import type { Queryable } from "../transaction";
import type { LockedRun, RunStatus } from "./lock-run";

export interface RunEnd {
  status: Exclude<RunStatus, "active">;
  /** JSON text. */
  output: string | null;
  reason: string | null;
  /** When its first call began, if it did. */
  startedAt: Date | null;
}

// One round trip: the state, and everything that the run still had queued, waited for or locked.
const SQL = `
with ended as (
  update engine_runs set status = $2, output = $3, reason = $4, pending = '{}', ended_at = now(),
         started_at = coalesce(started_at, $5) where id = $1),
     jobs as (delete from engine_jobs where run_id = $1),
     waits as (delete from engine_waits where run_id = $1),
     lock as (delete from engine_singletons where function_id = $6 and key = $7 and run_id = $1)
select array(select distinct event_name from engine_waits where event_name = any($8)) as "awaitedNames"`;

/** Ends the locked run. Returns which of the names some run waits for. */
export async function endRunRow(
  db: Queryable,
  run: LockedRun,
  end: RunEnd,
  names: readonly string[],
): Promise<string[]> {
  const { status, output, reason, startedAt } = end;
  const { rows } = await db.query<{ awaitedNames: string[] }>(SQL, [
    run.id,
    status,
    output,
    reason,
    startedAt,
    run.functionId,
    run.singletonKey,
    names,
  ]);
  return rows[0]?.awaitedNames ?? [];
}
