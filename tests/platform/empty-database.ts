import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export interface EmptyDatabase {
  url: string;
  query: (sql: string, values?: unknown[]) => Promise<pg.QueryResult>;
  drop: () => Promise<void>;
}

/** A database without any table, on the server of the test run. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const name = `empty_${randomBytes(6).toString("hex")}`;
  const serverUrl = inject("postgresUrl");
  const url = serverUrl.replace(/\/postgres$/, `/${name}`);
  await queryOnce(serverUrl, `create database ${name} template template0`);
  return {
    url,
    query: (sql, values) => queryOnce(url, sql, values),
    drop: async () => {
      await queryOnce(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function queryOnce(url: string, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}
