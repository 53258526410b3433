import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { EMBEDDED_URL, embeddedFetch } from "@/inngest/embedded/fetch";
import { pool } from "@/lib/prisma";
import { waitFor } from "../setup/wait-for";
import { type Child, startChild, waitForLine } from "./child";
import { newClient, readRuns, startEngine, waitForEnds, waitForQuiet } from "./harness";

const WORKER = fileURLToPath(new URL("./engine-child.ts", import.meta.url));
/** The lease, the look at its end, and the call. */
const RECOVERY_MS = 5_000;

const children: Child[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.process.kill("SIGKILL");
});

async function startWorker(): Promise<Child> {
  const child = await startChild(WORKER);
  children.push(child);
  return child;
}

test("the run of a killed worker goes on in another within seconds; its finished step does not run again", async () => {
  const child = await startWorker();
  const client = newClient();
  const seen: string[] = [];
  const fn = client.createFunction({ id: "killed", triggers: [{ event: "k/killed" }] }, async ({ step, attempt }) => {
    await step.run("one", () => seen.push("one"));
    return step.run("two", () => `two, attempt ${attempt}`);
  });
  await client.send({ name: "k/killed" });
  await waitForLine(child, "two");
  await using _ = await startEngine(client, [fn]);

  child.process.kill("SIGKILL");
  const killedAt = performance.now();

  const [run] = await waitForEnds("killed", 1);
  expect(performance.now() - killedAt).toBeLessThan(RECOVERY_MS);
  expect(run).toMatchObject({ status: "completed", output: "two, attempt 1" });
  expect(child.lines.filter((line) => line === "one")).toHaveLength(1);
  expect(seen).toEqual([]);
});

test("a killed call without retries fails its run, and its concurrency key is free within seconds", async () => {
  const child = await startWorker();
  const client = newClient();
  await client.send({ name: "k/drain", data: { partition: 7 } });
  await waitForLine(child, "draining");
  const fn = client.createFunction(
    {
      id: "drain",
      triggers: [{ event: "k/drain" }],
      concurrency: { key: "event.data.partition", limit: 1 },
      retries: 0,
    },
    async () => "drained",
  );
  await using _ = await startEngine(client, [fn]);
  await client.send({ name: "k/drain", data: { partition: 7 } });

  child.process.kill("SIGKILL");
  const killedAt = performance.now();

  const [lost, fresh] = await waitForEnds("drain", 2);
  expect(performance.now() - killedAt).toBeLessThan(RECOVERY_MS);
  expect(lost).toMatchObject({ status: "failed", output: { name: "WorkerLostError" } });
  expect(fresh).toMatchObject({ status: "completed", output: "drained" });
});

test("a worker whose event loop is busy keeps its lease", async () => {
  const child = await startWorker();
  const client = newClient();
  await client.send({ name: "k/busy", data: { busyMs: 5_000 } });
  await waitForLine(child, "busy");
  const fn = client.createFunction({ id: "busy", triggers: [{ event: "k/busy" }] }, async () => "thief");
  await using _ = await startEngine(client, [fn]);

  const [run] = await waitForEnds("busy", 1);
  expect(run).toMatchObject({ status: "completed", output: "child" });
});

test("a late answer after a lost lease changes nothing", async () => {
  const client = newClient();
  let answer: (value: string) => void = () => {};
  let calls = 0;
  const build = (own: ReturnType<typeof newClient>) =>
    own.createFunction({ id: "late", triggers: [{ event: "k/late" }] }, () => {
      calls++;
      return calls === 1 ? new Promise<string>((resolve) => (answer = resolve)) : Promise.resolve("second");
    });
  await using first = await startEngine(client, [build(client)]);
  await client.send({ name: "k/late" });
  await waitFor(() => calls === 1, { until: "the first call ran" });

  // What another engine's claim does.
  await pool().query(
    `update engine_jobs set generation = generation + 1, lease_owner = 'another', attempt = 1,
            ready_at = now() + interval '1 hour' where function_id = 't-late'`,
  );
  answer("first");
  await first.stop();

  expect(await readRuns("late")).toMatchObject([{ status: "active", output: null }]);
  const other = newClient();
  await using _ = await startEngine(other, [build(other)]);
  await pool().query("update engine_jobs set ready_at = now() where function_id = 't-late'");
  const [run] = await waitForEnds("late", 1);
  expect(run).toMatchObject({ status: "completed", output: "second" });
});

test("a step that ends after its lease was lost is not saved, and the call stops there", async () => {
  const client = newClient();
  let goOn: () => void = () => {};
  const seen: string[] = [];
  const fn = client.createFunction({ id: "fenced", triggers: [{ event: "k/fenced" }] }, async ({ step }) => {
    await step.run("one", () => {
      seen.push("one");
      return new Promise<void>((resolve) => (goOn = resolve));
    });
    await step.run("two", () => seen.push("two"));
  });
  await using engine = await startEngine(client, [fn]);
  await client.send({ name: "k/fenced" });
  await waitFor(() => seen.length === 1, { until: "the first step ran" });
  await pool().query(
    `update engine_jobs set generation = generation + 1, lease_owner = 'another', ready_at = now() + interval '1 hour'
      where function_id = 't-fenced'`,
  );

  goOn();
  await engine.stop();

  expect(seen).toEqual(["one"]);
  expect((await pool().query("select from engine_steps")).rowCount).toBe(await countStepsOfOthers());
  expect(await readRuns("fenced")).toMatchObject([{ status: "active" }]);
  await pool().query("delete from engine_runs where function_id = 't-fenced'");
});

test("a checkpoint of an old lease is answered 409, which stops the SDK, and changes nothing", async () => {
  const client = newClient();
  let goOn: () => void = () => {};
  let isCalled = false;
  const fn = client.createFunction({ id: "stale", triggers: [{ event: "k/stale" }] }, () => {
    isCalled = true;
    return new Promise<void>((resolve) => (goOn = resolve));
  });
  await using _ = await startEngine(client, [fn]);
  await client.send({ name: "k/stale" });
  await waitFor(() => isCalled, { until: "the call ran" });
  const readJob = async () =>
    (await pool().query("select id, run_id, generation, attempt from engine_jobs where function_id = 't-stale'"))
      .rows[0];
  await pool().query("update engine_jobs set attempt = 3 where function_id = 't-stale'");
  const job = await readJob();
  const checkpoint = (generation: number) =>
    embeddedFetch(`${EMBEDDED_URL}/v1/checkpoint/${job.run_id}/async`, {
      method: "POST",
      body: JSON.stringify({
        qi_id: job.id,
        generation_id: generation,
        steps: [{ op: "StepRun", id: "s", displayName: "s", data: 1 }],
      }),
    });
  const countSteps = async () =>
    (await pool().query("select from engine_steps where run_id = $1", [job.run_id])).rowCount;

  expect((await checkpoint(job.generation - 1)).status).toBe(409);
  expect([await countSteps(), await readJob()]).toEqual([0, job]);
  expect((await checkpoint(job.generation)).status).toBe(200);
  expect([await countSteps(), (await readJob()).attempt]).toEqual([1, 0]);
  goOn();
  await waitForEnds("stale", 1);
});

async function countStepsOfOthers(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `select count(*)::int as n from engine_steps s join engine_runs r on r.id = s.run_id where r.function_id <> 't-fenced'`,
  );
  return rows[0]?.n ?? 0;
}

test("what still runs when an engine stops is handed to another at once", async () => {
  const client = newClient();
  let calls = 0;
  const build = (own: ReturnType<typeof newClient>) =>
    own.createFunction({ id: "stopped", triggers: [{ event: "k/stopped" }] }, ({ attempt }) => {
      calls++;
      return calls === 1 ? new Promise<never>(() => {}) : Promise.resolve(attempt);
    });
  await using first = await startEngine(client, [build(client)], { stopTimeoutMs: 50 });
  await client.send({ name: "k/stopped" });
  await waitFor(() => calls === 1, { until: "the first call ran" });
  const other = newClient();
  await using _ = await startEngine(other, [build(other)]);

  const stoppedAt = performance.now();
  await first.stop();

  const [run] = await waitForEnds("stopped", 1);
  expect(performance.now() - stoppedAt).toBeLessThan(1_000);
  expect(run).toMatchObject({ status: "completed", output: 1 });
});

test("stop waits for a running call, whose result is kept", async () => {
  const client = newClient();
  let answer: (value: string) => void = () => {};
  let isCalled = false;
  const fn = client.createFunction({ id: "graceful", triggers: [{ event: "k/graceful" }] }, () => {
    isCalled = true;
    return new Promise<string>((resolve) => (answer = resolve));
  });
  await using engine = await startEngine(client, [fn]);
  await client.send({ name: "k/graceful" });
  await waitFor(() => isCalled, { until: "the call ran" });

  const stopping = engine.stop();
  answer("kept");
  await stopping;

  expect(await readRuns("graceful")).toMatchObject([{ status: "completed", output: "kept" }]);
  await waitForQuiet();
});
