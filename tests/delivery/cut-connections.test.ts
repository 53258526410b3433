import { describe, expect, it } from "vitest";
import { inTransaction } from "@/inngest/embedded/transaction";
import { pool } from "@/lib/prisma";
import { inHotTransaction } from "@/lib/queries/hot-transaction";
import { TAKEN_CHANNEL } from "@/lib/queries/notify";
import { SYSTEM } from "@/lib/services/audit";
import { pauseSubscription } from "@/lib/services/subscriptions";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, readDeliveries, useWorker, waitForStates } from "./world";

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

describe("a worker whose listener was cut", () => {
  const receiver = useWorker();
  /** By the last of its channels. */
  const LISTENER = `select pid from pg_stat_activity where datname = current_database() and query = 'listen ${TAKEN_CHANNEL}'`;

  it("obeys what it was told meanwhile: a lane that was paused sends nothing more", async () => {
    const tenant = await newTenant();
    const { id } = await newSubscription(tenant.id, { url: receiver.url("/deaf") });
    const first = await publish(tenant.id);
    await waitForStates(tenant.id, 1, ["delivered"]);
    const { pid } = (await pool().query(LISTENER)).rows[0];
    await pool().query("select pg_terminate_backend($1)", [pid]);
    await pauseSubscription(SYSTEM, { tenantId: tenant.id, id, ifMatch: null });
    await waitFor(async () => (await pool().query(`${LISTENER} and pid <> $1`, [pid])).rowCount === 1, {
      until: "the listener was back",
    });
    await publish(tenant.id);
    await waitFor(async () => (await readDeliveries(tenant.id)).some((row) => row.state === "pending" && !row.dueAt), {
      until: "the second was held",
    });
    expect(receiver.requests.map((request) => request.headers["webhook-id"])).toEqual([first.id]);
  });
});
