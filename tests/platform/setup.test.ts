import { expect, test } from "vitest";
import { pool, prisma } from "@/lib/prisma";

test("a test file has a migrated database of its own, with its work partitions", async () => {
  expect(await prisma().partition.count()).toBe(4);
  const { rows } = await pool().query("select current_database() as name");
  expect(rows[0].name).toMatch(/^test_/);
});

test("the table of today exists, so no row of a test falls into a DEFAULT partition", async () => {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  const { rows } = await pool().query("select to_regclass($1) as found", [`events_p${day}`]);
  expect(rows[0].found).not.toBeNull();
});
