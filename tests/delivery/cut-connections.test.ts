import { describe, expect, it } from "vitest";
import { inTransaction } from "@/inngest/embedded/transaction";
import { pool } from "@/lib/prisma";
import { inHotTransaction } from "@/lib/queries/hot-transaction";
import { waitFor } from "../setup/wait-for";

interface Transaction {
  query(text: string): Promise<{ rows: Record<string, unknown>[] }>;
}

/** Cuts the connection of an open transaction while no statement is under way, and goes on. */
async function cutBetweenStatements(tx: Transaction): Promise<void> {
  const pid = (await tx.query("select pg_backend_pid() as pid")).rows[0]?.pid;
  await pool().query("select pg_terminate_backend($1)", [pid]);
  await waitFor(async () => (await pool().query("select from pg_stat_activity where pid = $1", [pid])).rowCount === 0, {
    until: "the connection was gone",
  });
  await tx.query("select 1");
}

describe("a connection that is cut between two statements of a transaction", () => {
  // Without a listener the client's error ends the process, and with it this test run.
  it.each([
    ["the hot path", () => inHotTransaction(cutBetweenStatements)],
    ["the engine", () => inTransaction(pool(), cutBetweenStatements)],
  ])("fails that transaction of %s and nothing else", async (_whose, work) => {
    await expect(work()).rejects.toThrow();
    expect((await pool().query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });
});
