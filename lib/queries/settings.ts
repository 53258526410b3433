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

/** Null when it was never written. */
export async function readSetting(name: string): Promise<string | null> {
  const { rows } = await pool().query<{ value: string }>(READ, [name]);
  return rows[0]?.value ?? null;
}

/** In the transaction that is open: the value as it stands, locked against another change until the commit. */
export async function lockSetting(name: string): Promise<string | null> {
  await db().$executeRaw`select pg_advisory_xact_lock(hashtext('hookswitch setting'), hashtext(${name}))`;
  const row = await db().setting.findUnique({ where: { name }, select: { value: true } });
  return row?.value ?? null;
}

export async function writeSetting(name: string, value: string): Promise<void> {
  const change = { value, updatedAt: new Date() };
  await db().setting.upsert({ where: { name }, create: { name, ...change }, update: change, select: { name: true } });
}
