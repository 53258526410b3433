import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

/** Any number: clones queue for it, since PostgreSQL refuses to copy a template that is in use. */
const CLONE_LOCK = 4_142;

// Runs before the test file's own imports, so lib/env.ts reads what is set here.
const serverUrl = inject("postgresUrl");
const name = `test_${randomBytes(6).toString("hex")}`;
const dataDir = mkdtempSync(path.join(tmpdir(), "hookswitch-data-"));

await onServer(async (client) => {
  await client.query("select pg_advisory_lock($1)", [CLONE_LOCK]);
  await client.query(`create database ${name} template template_hookswitch strategy file_copy`);
});
process.env.DATABASE_URL = serverUrl.replace(/\/postgres$/, `/${name}`);
process.env.HOOKSWITCH_DATA_DIR = dataDir;

afterAll(async () => {
  // Loading lib/prisma costs more than the whole clean-up: only where the file used it.
  if ("hookswitchDatabase" in globalThis) {
    const { closeDatabase } = await import("@/lib/prisma");
    await closeDatabase();
  }
  await onServer((client) => client.query(`drop database ${name} with (force)`));
  rmSync(dataDir, { recursive: true, force: true });
});

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
