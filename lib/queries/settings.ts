import { pool } from "@/lib/prisma";
import { db } from "./transaction";

const REMEMBER = "insert into settings (name, value) values ($1, $2) on conflict (name) do nothing";
const READ = "select value from settings where name = $1";

/** Writes a setting unless it exists, and answers what stands there now. */
export async function rememberSetting(name: string, value: string): Promise<string> {
  await pool().query(REMEMBER, [name, value]);
  const { rows } = await pool().query<{ value: string }>(READ, [name]);
  return rows[0]?.value ?? value;
}

export async function readSetting(name: string): Promise<string | null> {
  return (await db().setting.findUnique({ where: { name } }))?.value ?? null;
}

export async function saveSetting(name: string, value: string): Promise<void> {
  await db().setting.upsert({ where: { name }, create: { name, value }, update: { value, updatedAt: new Date() } });
}
