import type { StepKind } from "../ops";
import type { Queryable } from "../transaction";

const DELETE_WAIT = `
delete from engine_waits where id = $1
returning name, case when event_name is null then 'invoke' else 'wait' end as kind`;
const DELETE_EXPIRY = "delete from engine_jobs where run_id = $1 and step_id = $2 and kind = 'expire'";
// A first call that was claimed once has started, whether or not it has answered yet.
const START = `
select coalesce(r.started_at, (select now() from engine_jobs j where j.run_id = r.id and j.kind = 'discover'
                                  and (j.lease_owner is not null or j.attempt > 0) limit 1)) as "startedAt",
       now() as now
  from engine_runs r where r.id = $1`;

export interface EndedWait {
  name: string;
  kind: Extract<StepKind, "wait" | "invoke">;
}

/** Undefined: somebody else has ended it. */
export async function deleteWait(db: Queryable, waitId: string): Promise<EndedWait | undefined> {
  const { rows } = await db.query<EndedWait>(DELETE_WAIT, [waitId]);
  return rows[0];
}

/** The wait was met, so its time-out is not needed. Only under the lock of the run. */
export async function deleteExpiry(db: Queryable, runId: string, stepId: string): Promise<void> {
  await db.query(DELETE_EXPIRY, [runId, stepId]);
}

/** When the run's first call began (null: it did not), by the database's clock. */
export async function readStart(db: Queryable, runId: string): Promise<{ startedAt: Date | null; now: Date }> {
  const { rows } = await db.query<{ startedAt: Date | null; now: Date }>(START, [runId]);
  if (!rows[0]) throw new Error(`run ${runId} is gone`);
  return rows[0];
}
