import { pool } from "@/lib/prisma";

const REMEMBER = "insert into settings (name, value) values ($1, $2) on conflict (name) do nothing";
const READ = "select value from settings where name = $1";

/** Writes a setting unless it exists, and answers what stands there now. */
export async function rememberSetting(name: string, value: string): Promise<string> {
  await pool().query(REMEMBER, [name, value]);
  const { rows } = await pool().query<{ value: string }>(READ, [name]);
  return rows[0]?.value ?? value;
}
