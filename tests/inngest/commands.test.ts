import type { Inngest } from "inngest";
import { expect, test } from "vitest";
import { cancelPayload } from "@/inngest/embedded/control";
import { queueCancels } from "@/inngest/embedded/queries/queue-cancels";
import { retryRun } from "@/inngest/embedded/run-commands";
import { inTransaction } from "@/inngest/embedded/transaction";
import { pool } from "@/lib/prisma";
import { waitFor } from "../setup/wait-for";
import { newClient, readRuns, startEngine, waitForEnds } from "./harness";

/** Below the ten seconds after which an engine looks unasked. */
const BEFORE_THE_NEXT_LOOK_MS = 6_000;

/** Fails the first time; the second time, what `again` says. */
function failingOnce(
  client: Inngest,
  id: string,
  again: (step: { sleep(id: string, time: string): Promise<void> }) => Promise<unknown>,
) {
  let calls = 0;
  return client.createFunction(
    {
      id,
      triggers: [{ event: `r/${id}` }],
      retries: 0,
      timeouts: { finish: "1s" },
      concurrency: { limit: 1, scope: "env", key: "'r'" },
    },
    async ({ step }) => {
      calls++;
      if (calls === 1) throw new Error("the first time");
      return again(step);
    },
  );
}

async function takeUp(id: string): Promise<string> {
  const [failed] = await waitForEnds(id, 1);
  const runId = failed?.id ?? "";
  // Long ago, as an operator finds it.
  await pool().query("update engine_runs set started_at = now() - interval '1 hour' where id = $1", [runId]);
  expect(await inTransaction(pool(), (client) => retryRun(client, runId))).toEqual({ result: "done" });
  return runId;
}

test("a run that is taken up again has its whole time to finish, from its next call on", async () => {
  const client = newClient();
  const again = failingOnce(client, "again", async () => "done");
  let isHeld = false;
  let release: () => void = () => {};
  const holder = client.createFunction(
    { id: "holder", triggers: [{ event: "r/hold" }], concurrency: { limit: 1, scope: "env", key: "'r'" } },
    () => {
      isHeld = true;
      return new Promise<void>((resolve) => (release = resolve));
    },
  );
  await using _ = await startEngine(client, [again, holder]);
  await client.send({ name: "r/again" });
  await waitForEnds("again", 1);
  await client.send({ name: "r/hold" });
  await waitFor(() => isHeld, { until: "its concurrency key was held" });

  const runId = await takeUp("again");

  const readDeadline = async () =>
    (await pool().query("select ready_at from engine_jobs where run_id = $1 and kind = 'deadline'", [runId])).rows[0]
      ?.ready_at;
  const first: Date = await waitFor(readDeadline, { until: "there was a deadline" });
  await waitFor(async () => ((await readDeadline()) ?? first) > first, { until: "the deadline was put off" });
  release();
  expect(await waitForEnds("again", 1)).toMatchObject([{ status: "completed", output: "done" }]);
});

test("a run that is taken up again and takes too long is ended by its time to finish", async () => {
  const client = newClient();
  const again = failingOnce(client, "slow-again", (step) => step.sleep("long", "1h"));
  await using _ = await startEngine(client, [again]);
  await client.send({ name: "r/slow-again" });

  await takeUp("slow-again");

  await waitFor(async () => (await readRuns("slow-again"))[0]?.status === "cancelled", { until: "it was cancelled" });
});

test("a cancellation that another engine matched is told to the engine that has the run", async () => {
  const client = newClient();
  const fn = client.createFunction({ id: "told", triggers: [{ event: "r/told" }] }, async ({ step }) => {
    await step.sleep("long", "1h");
  });
  await using _ = await startEngine(client, [fn]);
  await client.send({ name: "r/told" });
  const runId = await waitFor(
    async () => (await pool().query("select run_id from engine_jobs where kind = 'sleep'")).rows[0]?.run_id,
    { until: "the run slept" },
  );
  const event = { id: "e", name: "r/stop", data: {}, ts: Date.now(), user: {} };

  await queueCancels(pool(), [{ waitId: `${runId}:cancel:0`, runId, payload: cancelPayload(event) }]);

  expect(await waitForEnds("told", 1, BEFORE_THE_NEXT_LOOK_MS)).toMatchObject([{ status: "cancelled" }]);
});
