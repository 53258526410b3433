import { randomUUID } from "node:crypto";
import { messageOf } from "./message-of.mjs";
import { readMigrations } from "./migration-files.mjs";

/** Prisma's own key: its `migrate deploy` and we wait for each other. */
const PRISMA_ADVISORY_LOCK = 72_707_369;
/** A statement such as CREATE INDEX CONCURRENTLY refuses a transaction; `-- step` lines part the statements. */
const NO_TRANSACTION = /^--\s*no-transaction\s*$/m;
const STEP = /^--\s*step\s*$/m;
const DAYS_BEHIND = 1;
const DAYS_OF_PARTITIONS = 9;

/** The table as Prisma's engine makes it. */
const MIGRATIONS_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/**
 * Brings a database up to date the way `prisma migrate deploy` would, without Prisma's native engine, then makes the
 * table partitions of the coming days and the rows of the work partitions. Safe to run from many processes at once.
 * Throws a sentence for a person when a migration failed earlier, was edited after it was applied, or fails now.
 * @param {{ url: string, directory: string, partitions: number, warn?: (text: string) => void }} options
 * @returns {Promise<{ applied: string[] }>}
 */
export async function migrate({ url, directory, partitions, warn = console.warn }) {
  const { default: pg } = await import("pg"); // not there before the first `npm ci`
  const client = new pg.Client({ connectionString: url, application_name: "hookswitch migrate" });
  client.on("error", () => {}); // a cut connection fails the query that needs it; without this Node would end
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [PRISMA_ADVISORY_LOCK]); // ends with the session
    await client.query(MIGRATIONS_TABLE);
    const files = readMigrations(directory);
    const done = await readApplied(client);
    checkHistory({ files, done, warn });
    const pending = files.filter((file) => !done.has(file.name));
    for (const file of pending) await apply(client, file);
    await prepareTables(client, partitions);
    return { applied: pending.map((file) => file.name) };
  } finally {
    await client.end();
  }
}

/**
 * @param {import("pg").Client} client
 * @returns {Promise<Map<string, string>>} name → checksum
 */
async function readApplied(client) {
  const { rows } = await client.query(
    "select migration_name as name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) {
    throw new Error(
      `Migration ${failed.name} failed earlier and left the database half-way. Look at the column logs of its row in _prisma_migrations, ` +
        `mend the database, then run: npx prisma migrate resolve --rolled-back ${failed.name}`,
    );
  }
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

/** @param {{ files: import("./migration-files.mjs").MigrationFile[], done: Map<string, string>, warn: (text: string) => void }} history */
function checkHistory({ files, done, warn }) {
  const edited = files.find((file) => done.has(file.name) && done.get(file.name) !== file.checksum);
  if (edited) {
    throw new Error(
      `Migration ${edited.name} was changed after it was applied to this database. Restore the file; put what is new into a migration of its own.`,
    );
  }
  const known = new Set(files.map((file) => file.name));
  // Going on is safe: `prisma migrate deploy` does too, and an older version beside a newer one is a normal roll-out.
  for (const name of done.keys())
    if (!known.has(name)) warn(`The database has a migration that is newer than this version: ${name}`);
}

/**
 * @param {import("pg").Client} client
 * @param {import("./migration-files.mjs").MigrationFile} file
 */
async function apply(client, file) {
  try {
    await (NO_TRANSACTION.test(file.sql) ? applyInSteps(client, file) : applyInTransaction(client, file));
  } catch (cause) {
    throw new Error(`Migration ${file.name} failed: ${messageOf(cause)}`, { cause });
  }
}

/**
 * @param {import("pg").Client} client
 * @param {import("./migration-files.mjs").MigrationFile} file
 */
async function applyInTransaction(client, { name, sql, checksum }) {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      "insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)",
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/**
 * The row is written first and finished last: what fails between stays visible and stops the next start.
 * @param {import("pg").Client} client
 * @param {import("./migration-files.mjs").MigrationFile} file
 */
async function applyInSteps(client, { name, sql, checksum }) {
  const id = randomUUID();
  await client.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
    id,
    checksum,
    name,
  ]);
  try {
    for (const step of sql.split(STEP)) await client.query(step);
  } catch (error) {
    await client.query("update _prisma_migrations set logs = $2 where id = $1", [id, messageOf(error)]);
    throw error;
  }
  await client.query("update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1", [id]);
}

/**
 * @param {import("pg").Client} client
 * @param {number} partitions
 */
async function prepareTables(client, partitions) {
  const firstDay = "(now() at time zone 'utc')::date - $1::int";
  await client.query(`select create_table_partitions(${firstDay}, $2::int)`, [DAYS_BEHIND, DAYS_OF_PARTITIONS]);
  const rows = "select id from generate_series(0, $1::int - 1) id";
  await client.query(`insert into partitions (id) ${rows} on conflict do nothing`, [partitions]);
}
