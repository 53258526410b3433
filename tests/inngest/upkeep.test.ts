import { expect, test } from "vitest";
import { pruneEngine } from "@/inngest/embedded/prune";
import { pool } from "@/lib/prisma";
import { waitFor } from "../setup/wait-for";
import { newClient, readRuns, startEngine, waitForEnds, waitForQuiet } from "./harness";

const DAY = 86_400_000;

test("old runs, their steps, events and keys are removed by age; what still runs or is young stays", async () => {
  const client = newClient();
  const ended = client.createFunction({ id: "ended", triggers: [{ event: "u/prune" }] }, async ({ step }) => {
    await step.run("one", () => 1);
  });
  const asleep = client.createFunction({ id: "asleep", triggers: [{ event: "u/prune" }] }, async ({ step }) => {
    await step.run("one", () => 1);
    await step.sleep("long", "30d");
  });
  await using _ = await startEngine(client, [ended, asleep]);
  await client.send([{ name: "u/prune" }, { name: "u/prune" }]);
  await waitForEnds("ended", 2);
  await waitFor(async () => (await pool().query("select from engine_jobs where kind = 'sleep'")).rowCount === 2, {
    until: "both sleep",
  });

  expect(await pruneEngine({ olderThanMs: DAY })).toEqual({ runs: 0, events: 0, keys: 0, gates: 0 });
  await pool().query("update engine_keys set expires_at = now() - interval '1 second'");
  // Ids carry the time: a negative age is the future in which these rows are old.
  expect(await pruneEngine({ olderThanMs: -1_000 })).toEqual({ runs: 2, events: 2, keys: 4, gates: 0 });

  expect(await readRuns("ended")).toEqual([]);
  expect(await readRuns("asleep")).toMatchObject([{ status: "active" }, { status: "active" }]);
  expect((await pool().query("select from engine_steps")).rowCount).toBe(2);
  await pool().query("delete from engine_runs");
});

test("the engine goes on when the database cut its connections", async () => {
  const client = newClient();
  const fn = client.createFunction({ id: "cut", triggers: [{ event: "u/cut" }] }, async () => "done");
  await using _ = await startEngine(client, [fn]);
  await client.send({ name: "u/cut" });
  await waitForEnds("cut", 1);

  await pool().query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await waitFor(() => client.send({ name: "u/cut" }).then(() => true), { until: "an event was sent" });

  await waitForEnds("cut", 2);
  await waitForQuiet();
});

test("a run whose process hangs for ever in one call is ended by the time limit of calls", async () => {
  const client = newClient();
  const fn = client.createFunction(
    { id: "hangs", triggers: [{ event: "u/hangs" }], retries: 1 },
    () => new Promise<never>(() => {}),
  );
  await using _ = await startEngine(client, [fn], { callTimeoutMs: 100 });

  await client.send({ name: "u/hangs" });

  const [run] = await waitForEnds("hangs", 1);
  expect(run).toMatchObject({ status: "failed", output: { message: "The function did not answer within 100 ms." } });
});
