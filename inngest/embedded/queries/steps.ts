import type { FinishedStep } from "../ops";
import type { Queryable } from "../transaction";

const INSERT = `
insert into engine_steps (run_id, step_id, name, kind, output)
select $1, step_id, name, kind, output
  from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as step (step_id, name, kind, output)
on conflict (run_id, step_id) do nothing`;
// octet_length of a stored text does not read the text.
const MEASURE = `
select count(*)::int as count, coalesce(sum(octet_length(output)), 0)::float8 as bytes
  from engine_steps where run_id = $1`;
const SET_PROGRESS = `
update engine_runs set pending = $2, is_racing = $3, started_at = coalesce(started_at, $4) where id = $1`;

/** The first result of a step stays. */
export async function insertSteps(db: Queryable, runId: string, steps: readonly FinishedStep[]): Promise<void> {
  if (steps.length === 0) return;
  await db.query(INSERT, [
    runId,
    steps.map((s) => s.id),
    steps.map((s) => s.name),
    steps.map((s) => s.kind),
    steps.map((s) => s.output),
  ]);
}

export async function measureSteps(db: Queryable, runId: string): Promise<{ count: number; bytes: number }> {
  const { rows } = await db.query<{ count: number; bytes: number }>(MEASURE, [runId]);
  return rows[0] ?? { count: 0, bytes: 0 };
}

export async function setProgress(
  db: Queryable,
  progress: { runId: string; pending: readonly string[]; isRacing: boolean; startedAt: Date | null },
): Promise<void> {
  const { runId, pending, isRacing, startedAt } = progress;
  await db.query(SET_PROGRESS, [runId, pending, isRacing, startedAt]);
}
