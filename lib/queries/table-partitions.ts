import { pool } from "@/lib/prisma";

const KEYS_PER_DELETE = 10_000;

/** Creates the daily tables from yesterday on; a day that exists is left alone. Answers how many it made. */
export async function createTablePartitions(nowMs: number, daysAhead: number): Promise<number> {
  const { rows } = await pool().query<{ made: number }>(
    "select create_table_partitions((($1::timestamptz at time zone 'UTC')::date - 1), $2) as made",
    [new Date(nowMs), daysAhead + 1],
  );
  return rows[0]?.made ?? 0;
}

/** Rows that found no table of their day. */
export async function countDefaultRows(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `select (select count(*) from events_default) + (select count(*) from event_routings_default)
          + (select count(*) from deliveries_default) + (select count(*) from attempts_default) as count`,
  );
  return rows[0]?.count ?? 0;
}

const DELETE_KEYS = `
delete from idempotency_keys where ctid = any(array(
  select ctid from idempotency_keys
   where created_at < now() - make_interval(hours => $2) and (kind = 'request' or created_at < now() - make_interval(days => $1))
   limit ${KEYS_PER_DELETE}))`;

/** In chunks, so that no publisher waits for it. */
export async function deleteOldKeys(age: { eventDays: number; requestHours: number }): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await pool().query(DELETE_KEYS, [age.eventDays, age.requestHours]);
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < KEYS_PER_DELETE) return deleted;
  }
}

export async function dropOldAttempts(nowMs: number, retentionDays: number): Promise<number> {
  const { rows } = await pool().query<{ dropped: number }>(
    "select drop_table_partitions('attempts', (($1::timestamptz at time zone 'UTC')::date - $2::int)) as dropped",
    [new Date(nowMs), retentionDays],
  );
  return rows[0]?.dropped ?? 0;
}
