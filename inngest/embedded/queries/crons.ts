import type { Queryable } from "../transaction";

export interface CronTick {
  functionId: string;
  expression: string;
  tick: Date;
  /** The database's clock. */
  now: Date;
}

/** A trigger that is there keeps its next tick, so ticks that fell into a stop are made up for, once. */
const KEEP = `
insert into engine_crons (function_id, expression, next_at)
select * from unnest($1::text[], $2::text[], $3::timestamptz[])
on conflict (function_id, expression) do nothing`;
/** Triggers that a registered function had in an older version. */
const FORGET = `
delete from engine_crons c where function_id = any($1)
   and not exists (select from unnest($2::text[], $3::text[]) as k (function_id, expression)
                    where k.function_id = c.function_id and k.expression = c.expression)`;
const TAKE = `
select function_id as "functionId", expression, next_at as tick, now() as now from engine_crons
 where next_at <= now() and function_id = any($1) for update skip locked`;
const MOVE = "update engine_crons set next_at = $3 where function_id = $1 and expression = $2";

export async function registerCrons(
  db: Queryable,
  { functionIds, crons }: { functionIds: string[]; crons: { functionId: string; expression: string; nextAt: Date }[] },
): Promise<void> {
  const ids = crons.map((cron) => cron.functionId);
  const expressions = crons.map((cron) => cron.expression);
  await db.query(KEEP, [ids, expressions, crons.map((cron) => cron.nextAt.toISOString())]);
  await db.query(FORGET, [functionIds, ids, expressions]);
}

/** Locks the triggers whose tick has come. */
export async function takeTicks(db: Queryable, functionIds: readonly string[]): Promise<CronTick[]> {
  const { rows } = await db.query<CronTick>(TAKE, [functionIds]);
  return rows;
}

export async function moveCron(
  db: Queryable,
  cron: { functionId: string; expression: string; nextAt: Date },
): Promise<void> {
  await db.query(MOVE, [cron.functionId, cron.expression, cron.nextAt.toISOString()]);
}
