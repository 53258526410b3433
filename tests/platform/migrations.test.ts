import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { readMigrations } from "@/scripts/lib/migration-files.mjs";
import { createEmptyDatabase, type EmptyDatabase } from "./empty-database";

const MIGRATIONS = path.resolve("prisma/migrations");
const NAMES = readMigrations(MIGRATIONS).map((file) => file.name);

const directory = await mkdtemp(path.join(tmpdir(), "hookswitch-migrations-"));
let database: EmptyDatabase;

beforeEach(async () => {
  await cp(MIGRATIONS, directory, { recursive: true });
  database = await createEmptyDatabase();
});
afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const run = (partitions = 4) => migrate({ url: database.url, directory, partitions });

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(directory, name));
  await writeFile(path.join(directory, name, "migration.sql"), sql);
}

test("a fresh database gets every migration in order, and a second start has nothing to do", async () => {
  expect(await run()).toEqual({ applied: NAMES });
  expect(await run()).toEqual({ applied: [] });
});

test("four processes that start at once apply each migration once", async () => {
  const results = await Promise.all([run(), run(), run(), run()]);
  expect(results.flatMap((result) => result.applied)).toEqual(NAMES);
  const { rows } = await database.query("select count(*)::int as count from _prisma_migrations");
  expect(rows[0].count).toBe(NAMES.length);
});

test("the work partitions exist, and more of them after the number was raised", async () => {
  await run(2);
  await run(5);
  const { rows } = await database.query("select array_agg(id order by id) as ids from partitions");
  expect(rows[0].ids).toEqual([0, 1, 2, 3, 4]);
});

test("an applied migration that was edited is refused by name", async () => {
  await run();
  const [first = ""] = NAMES;
  const file = path.join(directory, first, "migration.sql");
  await writeFile(file, `${await readFile(file, "utf8")}\n-- edited`);
  await expect(run()).rejects.toThrow(`Migration ${first} was changed after it was applied`);
});

test("a migration that fails leaves nothing behind and applies once it is mended", async () => {
  await addMigration("29990101000000_broken", "create table half (id int); select no_such_function();");
  await expect(run()).rejects.toThrow("Migration 29990101000000_broken failed: function no_such_function() does not");
  const { rows } = await database.query("select to_regclass('half') as half");
  expect(rows[0].half).toBeNull();
  await writeFile(path.join(directory, "29990101000000_broken", "migration.sql"), "create table half (id int);");
  expect(await run()).toEqual({ applied: ["29990101000000_broken"] });
});

test("a migration outside a transaction runs its steps, and stops later starts when one of them failed", async () => {
  const index = "create index concurrently tenants_name_idx on tenants (name);";
  await addMigration("29990101000000_index", `-- no-transaction\n${index}\n-- step\nselect no_such_function();`);
  await expect(run()).rejects.toThrow("29990101000000_index failed");
  await expect(run()).rejects.toThrow("Migration 29990101000000_index failed earlier");
});

test("a database that a newer version migrated still starts, with a warning that names the migration", async () => {
  await addMigration("29990101000000_newer", "select 1");
  await run();
  await rm(path.join(directory, "29990101000000_newer"), { recursive: true });
  const warnings: string[] = [];
  await migrate({ url: database.url, directory, partitions: 4, warn: (text) => warnings.push(text) });
  expect(warnings).toEqual([expect.stringContaining("29990101000000_newer")]);
});
