import { afterEach, describe, expect, it, vi } from "vitest";

const PREPARED = "select name from pg_prepared_statements";

/** The pool of a process that starts with this DATABASE_URL. */
async function poolOf(databaseUrl: string) {
  vi.resetModules();
  process.env.DATABASE_URL = databaseUrl;
  const { closeDatabase, pool } = await import("@/lib/prisma");
  await closeDatabase();
  return pool();
}

describe("hot statements", () => {
  const url = process.env.DATABASE_URL ?? "";
  afterEach(() => {
    process.env.DATABASE_URL = url;
  });

  it.each([
    ["are prepared once for each connection", "", [{ name: "probe" }]],
    [
      "are sent without a name beside PgBouncer (?pgbouncer=true), which may hand them to another connection",
      "?pgbouncer=true",
      [],
    ],
  ])("%s", async (_, search, names) => {
    const client = await (await poolOf(url + search)).connect();
    try {
      const { rows } = await client.query<{ sum: number }>({
        name: "probe",
        text: "select $1::int + 1 as sum",
        values: [1],
      });
      expect(rows).toEqual([{ sum: 2 }]);
      expect((await client.query(PREPARED)).rows).toEqual(names);
    } finally {
      client.release();
    }
  });
});
