import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, inject, test } from "vitest";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { openSchemaEngine } from "@/scripts/lib/schema-engine.mjs";
import { createEmptyDatabase } from "./empty-database";

const directory = path.resolve("prisma/migrations");
const schema = await readFile("prisma/schema.prisma", "utf8");
const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function openEngine(url = inject("postgresUrl"), schemaText = schema) {
  const engine = await openSchemaEngine({ url, schema: schemaText, directory });
  cleanUps.push(engine.close);
  return engine;
}

async function emptyDatabaseUrl(): Promise<string> {
  const database = await createEmptyDatabase();
  cleanUps.push(database.drop);
  return database.url;
}

test("schema.prisma and the migrations agree", async () => {
  const engine = await openEngine();
  expect(await engine.diff()).toBeUndefined();
});

test("a column that has no migration is noticed", async () => {
  const changed = schema.replace("model Tenant {", 'model Tenant {\n  shoeSize Int? @map("shoe_size")');
  const engine = await openEngine(inject("postgresUrl"), changed);
  expect(await engine.diff()).toContain('ALTER TABLE "tenants" ADD COLUMN     "shoe_size" INTEGER');
});

test("Prisma's own engine finds nothing to do and nothing wrong after our migrator", async () => {
  const url = await emptyDatabaseUrl();
  await migrate({ url, directory, partitions: 4 });
  const engine = await openEngine(url);
  expect(await engine.applyMigrations()).toEqual({ appliedMigrationNames: [] });
  expect(await engine.diagnose()).toMatchObject({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  });
});

test("our migrator finds nothing to do after Prisma's own engine", async () => {
  const url = await emptyDatabaseUrl();
  const engine = await openEngine(url);
  const { appliedMigrationNames } = await engine.applyMigrations();
  expect(appliedMigrationNames.length).toBeGreaterThan(0);
  await engine.close();
  expect(await migrate({ url, directory, partitions: 4 })).toEqual({ applied: [] });
});
