import type { Due } from "../job";
import type { Queryable } from "../transaction";
import { dueColumns } from "./due-columns";

/** Where an event stands in the order of arrival: time of the row, then its id. */
export interface Since {
  /** As PostgreSQL writes it: a Date would lose the microseconds. */
  at: string;
  id: string;
}

/** The texts have one form, so they compare like the times they stand for. */
export function isLater(a: Since, b: Since): boolean {
  return a.at > b.at || (a.at === b.at && a.id > b.id);
}

interface Wait {
  id: string;
  runId: string;
  expression: string | undefined;
  expires: Due;
  matchPath?: string;
  matchValue?: string;
}

export interface NewCancelWait extends Wait {
  eventName: string;
  /** Undefined: from now. */
  since: Since | undefined;
}

export interface NewStepWait extends Wait {
  stepId: string;
  name: string;
  /** Undefined: the end of an invoked run. */
  eventName: string | undefined;
}

const CANCEL = `
insert into engine_waits (id, run_id, event_name, expression, match_path, match_value, since_at, since_id, expires_at)
select id, run_id, event_name, expression, match_path, match_value, coalesce(since_at, now()), coalesce(since_id, ''),
       coalesce(at, now() + in_ms * interval '1 millisecond')
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[],
              $9::timestamptz[], $10::float8[])
       as w (id, run_id, event_name, expression, match_path, match_value, since_at, since_id, at, in_ms)
on conflict (id) do nothing`;
const STEP = `
insert into engine_waits (id, run_id, step_id, name, event_name, expression, match_path, match_value, expires_at)
select id, run_id, step_id, name, event_name, expression, match_path, match_value,
       coalesce(at, now() + in_ms * interval '1 millisecond')
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
              $9::timestamptz[], $10::float8[])
       as w (id, run_id, step_id, name, event_name, expression, match_path, match_value, at, in_ms)
 where not exists (select from engine_steps s where s.run_id = w.run_id and s.step_id = w.step_id)
on conflict (id) do nothing
returning id`;

export async function insertCancelWaits(db: Queryable, waits: readonly NewCancelWait[]): Promise<void> {
  await db.query(CANCEL, [
    waits.map((w) => w.id),
    waits.map((w) => w.runId),
    waits.map((w) => w.eventName),
    waits.map((w) => w.expression ?? null),
    waits.map((w) => w.matchPath ?? null),
    waits.map((w) => w.matchValue ?? null),
    waits.map((w) => w.since?.at ?? null),
    waits.map((w) => w.since?.id ?? null),
    ...dueColumns(waits.map((w) => w.expires)),
  ]);
}

/** Returns the ids of those that are new: a step that waits already, or has its result, is left alone. */
export async function insertStepWaits(db: Queryable, waits: readonly NewStepWait[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(STEP, [
    waits.map((w) => w.id),
    waits.map((w) => w.runId),
    waits.map((w) => w.stepId),
    waits.map((w) => w.name),
    waits.map((w) => w.eventName ?? null),
    waits.map((w) => w.expression ?? null),
    waits.map((w) => w.matchPath ?? null),
    waits.map((w) => w.matchValue ?? null),
    ...dueColumns(waits.map((w) => w.expires)),
  ]);
  return rows.map(({ id }) => id);
}
