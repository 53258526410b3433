/**
 * The work on the database schema, all of it offline:
 *   node scripts/prisma.mjs generate            writes the client to lib/generated/prisma
 *   node scripts/prisma.mjs migration <name>    writes the migration that leads from the migrations to schema.prisma
 *   node scripts/prisma.mjs drift               ends with 1 and prints SQL when the two disagree
 * The last two need a server to replay migrations on: DATABASE_URL, else a temporary one.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient } from "./lib/generate-client.mjs";
import { startPostgres } from "./lib/postgres.mjs";

const projectRoot = fileURLToPath(new URL("..", import.meta.url));
const migrations = path.join(projectRoot, "prisma", "migrations");
const MIGRATION_NAME = /^[a-z][a-z0-9_]*$/;

/** @type {Record<string, () => number | Promise<number>>} */
const commands = { generate, migration: writeMigration, drift: reportDrift };
const command = commands[process.argv[2] ?? ""];
if (!command) console.error("Usage: node scripts/prisma.mjs generate | migration <name> | drift");
process.exitCode = command ? await command() : 2;

function generate() {
  generateClient(projectRoot);
  return 0;
}

async function writeMigration() {
  const name = (process.argv[3] ?? "").replaceAll("-", "_");
  if (!MIGRATION_NAME.test(name)) {
    console.error("Give the migration a name of small letters, digits and _: npm run db:migration -- add_something");
    return 2;
  }
  const sql = await differingSql();
  if (sql === undefined) {
    console.log("schema.prisma and the migrations agree: nothing to write.");
    return 0;
  }
  const folder = `${new Date().toISOString().replace(/[-:T]/g, "").slice(0, 14)}_${name}`;
  mkdirSync(path.join(migrations, folder));
  writeFileSync(path.join(migrations, folder, "migration.sql"), sql);
  console.log(`Wrote prisma/migrations/${folder}/migration.sql. Read it before you commit it.`);
  return 0;
}

async function reportDrift() {
  const sql = await differingSql();
  if (sql === undefined) {
    console.log("schema.prisma and the migrations agree.");
    return 0;
  }
  console.error(`schema.prisma and the migrations disagree. This leads from the migrations to the schema:\n\n${sql}`);
  return 1;
}

/** @returns {Promise<string | undefined>} */
async function differingSql() {
  const schema = readFileSync(path.join(projectRoot, "prisma", "schema.prisma"), "utf8");
  const { openSchemaEngine } = await import("./lib/schema-engine.mjs");
  return withServer(async (url) => {
    const engine = await openSchemaEngine({ url, schema, directory: migrations });
    return engine.diff().finally(engine.close);
  });
}

/**
 * @template T
 * @param {(url: string) => Promise<T>} work
 */
async function withServer(work) {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const dataDir = mkdtempSync(path.join(tmpdir(), "hookswitch-schema-"));
  const server = await startPostgres({ projectRoot, dataDir, settings: { fsync: "off" } });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
