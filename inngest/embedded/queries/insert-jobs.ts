import type { NewJob } from "../job";
import type { Queryable } from "../transaction";
import { dueColumns } from "./due-columns";

// One statement for any number of jobs; a job that exists is left alone, and so is a step that has its result: a call
// that began before another finished the step may plan it again. Arrays of arrays travel as JSON, since unnest
// flattens them. Generations start anywhere: the answer of a lost lease must not fit a later job of the same id.
const SQL = `
insert into engine_jobs (id, run_id, function_id, kind, step_id, max_attempts, ready_at, slots, slot_limits, payload,
                         generation)
select id, run_id, function_id, kind, step_id, max_attempts, coalesce(at, now() + in_ms * interval '1 millisecond'),
       array(select json_array_elements_text(slots)), array(select json_array_elements_text(slot_limits)::int), payload,
       (random() * 1000000000)::int
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::float8[],
              $9::json[], $10::json[], $11::text[])
       as job (id, run_id, function_id, kind, step_id, max_attempts, at, in_ms, slots, slot_limits, payload)
 where step_id is null
    or not exists (select from engine_steps s where s.run_id = job.run_id and s.step_id = job.step_id)
on conflict (id) do nothing`;

export async function insertJobs(db: Queryable, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await db.query(SQL, [
    jobs.map((job) => job.id),
    jobs.map((job) => job.runId),
    jobs.map((job) => job.functionId),
    jobs.map((job) => job.kind),
    jobs.map((job) => job.stepId),
    jobs.map((job) => job.maxAttempts),
    ...dueColumns(jobs.map((job) => job.due)),
    jobs.map((job) => JSON.stringify(job.slots)),
    jobs.map((job) => JSON.stringify(job.slotLimits)),
    jobs.map((job) => job.payload),
  ]);
}
