import { pool } from "@/lib/prisma";

/**
 * Counts a try and answers how many there were in the window, and the seconds to its end. One statement, outside of
 * any transaction: a try counts although what it tried fails, and of many at the same time each gets its own number.
 */
const COUNT = `
insert into throttles as t (key, tries, ends_at) values ($1, 1, now() + make_interval(secs => $2))
on conflict (key) do update
   set tries = case when t.ends_at <= now() then 1 else t.tries + 1 end,
       ends_at = case when t.ends_at <= now() then excluded.ends_at else t.ends_at end
returning tries, ceil(extract(epoch from ends_at - now()))::int as "secondsLeft"`;

export async function countTry(key: string, windowSeconds: number): Promise<{ tries: number; secondsLeft: number }> {
  const { rows } = await pool().query<{ tries: number; secondsLeft: number }>(COUNT, [key, windowSeconds]);
  const [row] = rows;
  if (!row) throw new Error("an upsert answers its row");
  return row;
}

/** Takes a try back, which was none: the password was right. */
export async function uncountTry(key: string): Promise<void> {
  await pool().query("update throttles set tries = greatest(tries - 1, 0) where key = $1", [key]);
}

export async function forgetTries(key: string): Promise<void> {
  await pool().query("delete from throttles where key = $1", [key]);
}
