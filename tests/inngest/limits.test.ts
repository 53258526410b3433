import { expect, test } from "vitest";
import { MAX_OUTPUT_BYTES } from "@/inngest/embedded/ops";
import { pool } from "@/lib/prisma";
import { newClient, readRuns, startEngine, waitForEnds } from "./harness";

test("a step or a run that returns more than 4 MiB fails, and says which and how much", async () => {
  const client = newClient();
  const big = "x".repeat(MAX_OUTPUT_BYTES);
  const step = client.createFunction(
    { id: "step", triggers: [{ event: "l/big" }], retries: 0 },
    async ({ step: s }) => {
      await s.run("too much", () => big);
    },
  );
  const whole = client.createFunction({ id: "whole", triggers: [{ event: "l/big" }], retries: 0 }, async () => big);
  await using _ = await startEngine(client, [step, whole]);
  await client.send({ name: "l/big" });
  expect(await waitForEnds("step", 1, 30_000)).toMatchObject([
    { status: "failed", output: { name: "OutputTooLarge", message: expect.stringContaining('Step "too much"') } },
  ]);
  expect(await waitForEnds("whole", 1, 30_000)).toMatchObject([
    { status: "failed", output: { name: "OutputTooLarge", message: expect.stringContaining("4194304") } },
  ]);
});

test("the steps of a run may return 32 MiB together", async () => {
  const client = newClient();
  const part = "x".repeat(MAX_OUTPUT_BYTES - 100);
  const fn = client.createFunction({ id: "sum", triggers: [{ event: "l/sum" }], retries: 0 }, async ({ step }) => {
    for (let i = 0; i < 9; i++) await step.run(`part ${i}`, () => part);
  });
  await using _ = await startEngine(client, [fn]);
  await client.send({ name: "l/sum" });
  expect(await waitForEnds("sum", 1, 60_000)).toMatchObject([
    { status: "failed", output: { name: "InngestErrStateOverflowed" } },
  ]);
}, 90_000);

test("long and strange ids and keys start runs like any others", async () => {
  const client = newClient();
  const keyed = { key: "event.data.k" };
  const fn = client.createFunction(
    {
      id: "strange",
      triggers: [{ event: "l/strange" }],
      concurrency: { limit: 1, ...keyed },
      throttle: { limit: 1_000, period: "1s", burst: 10, ...keyed },
      singleton: { mode: "skip", key: "event.data.k + event.id" },
      idempotency: "event.data.k",
    },
    async ({ event }) => event.data.k.length,
  );
  await using _ = await startEngine(client, [fn]);
  const long = "k".repeat(10_000);
  await client.send([
    { name: "l/strange", id: long, data: { k: long } },
    { name: "l/strange", id: `${long}2`, data: { k: "\0" } },
    { name: "l/strange", data: { k: "\ud800" } },
  ]);
  const runs = await waitForEnds("strange", 3);
  expect(runs.map((run) => [run.status, run.output]).sort()).toEqual([
    ["completed", 1],
    ["completed", 1],
    ["completed", 10_000],
  ]);
});

test("an event that the tables cannot take is set aside; those after it start their runs", async () => {
  const client = newClient();
  const fn = client.createFunction(
    { id: "goes-on", triggers: [{ event: "l/goes-on" }] },
    async ({ event }) => event.data.n,
  );
  await pool().query("alter table engine_runs add constraint no_poison check (events not like '%poison%')");
  await using _ = await startEngine(client, [fn]);
  await client.send([
    { name: "l/goes-on", data: { n: 1 } },
    { name: "l/goes-on", data: { n: "poison" } },
    { name: "l/goes-on", data: { n: 2 } },
  ]);
  const runs = await waitForEnds("goes-on", 2);
  expect(runs.map((run) => run.output).sort()).toEqual([1, 2]);
  expect(await readRuns("goes-on")).toHaveLength(2);
});

test("a wait names its event by one value: thousands of waits for others are not looked at", async () => {
  const client = newClient();
  const fn = client.createFunction({ id: "many", triggers: [{ event: "l/many" }], retries: 0 }, async ({ step }) => {
    const reply = await step.waitForEvent("reply", { event: "l/reply", match: "data.id", timeout: "1h" });
    return reply?.data.id;
  });
  await using _ = await startEngine(client, [fn]);
  await client.send(Array.from({ length: 300 }, (_, id) => ({ name: "l/many", data: { id } })));
  await expect
    .poll(async () => (await pool().query("select from engine_waits")).rowCount, { timeout: 30_000 })
    .toBe(300);
  const { rows } = await pool().query<{ n: number }>(
    "select count(distinct match_value)::int as n from engine_waits where match_path = 'data.id'",
  );
  expect(rows[0]?.n).toBe(300);
  await client.send({ name: "l/reply", data: { id: 7 } });
  await expect
    .poll(async () => (await readRuns("many")).filter((run) => run.status === "completed").map((run) => run.output))
    .toEqual([7]);
});
