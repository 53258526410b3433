import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { startPostgres } from "@/scripts/lib/postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export const TEMPLATE_DATABASE = "template_hookswitch";
const PARTITIONS = 4;
/** Nothing in a test database outlives the run. */
const THROW_AWAY = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

/** One PostgreSQL for the whole run, with a migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-test-"));
  const server = await startPostgres({ projectRoot: project.config.root, dataDir, settings: THROW_AWAY });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await createTemplate(server.url, project.config.root);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("postgresUrl", server.url);
  return stop;
}

async function createTemplate(serverUrl: string, root: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  const url = serverUrl.replace(/\/postgres$/, `/${TEMPLATE_DATABASE}`);
  await migrate({ url, directory: path.join(root, "prisma/migrations"), partitions: PARTITIONS });
}
