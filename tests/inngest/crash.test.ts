import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { pool } from "@/lib/prisma";
import { waitFor } from "../setup/wait-for";
import { type Child, startChild } from "./child";
import { EFFECTS } from "./crash-functions";
import { newClient } from "./harness";

const WORKER = fileURLToPath(new URL("./crash-child.ts", import.meta.url));
const KINDS = ["steps", "parallel", "sleeper", "waiter", "invoker"] as const;
const RUNS_PER_KIND = 60;
const KILLS = 6;
/** A worker lives for a random part of this before it is killed. */
const LIFE_MS = 1_500;

const workers = new Set<Child>();
afterEach(() => {
  for (const { process } of workers) process.kill("SIGKILL");
});

/** Ends with a kill -9, again and again, and stands up again; then lives until the test is over. */
async function liveAndDie(kills: number): Promise<void> {
  for (let i = 0; i < kills; i++) {
    const child = await start();
    await new Promise((resolve) => setTimeout(resolve, Math.random() * LIFE_MS));
    child.process.kill("SIGKILL");
    workers.delete(child);
  }
  await start();
}

async function start(): Promise<Child> {
  const child = await startChild(WORKER);
  workers.add(child);
  return child;
}

interface RunRow {
  id: string;
  functionId: string;
  status: string;
  output: string;
}

test("workers that are killed at random points lose no run, no result, and repeat no finished step", async () => {
  await pool().query(EFFECTS);
  const client = newClient();
  const lives = Promise.all([liveAndDie(KILLS / 2), liveAndDie(KILLS / 2)]);
  await client.send(
    Array.from({ length: RUNS_PER_KIND * KINDS.length }, (_, i) => ({
      name: `crash/${KINDS[i % KINDS.length]}`,
      data: {},
    })),
  );
  await lives;
  await waitFor(isDone, { until: "every run had ended", timeoutMs: 60_000, intervalMs: 100 });

  const { rows: runs } = await pool().query<RunRow>(
    `select id, function_id as "functionId", status, output from engine_runs`,
  );
  expect(countBy(runs.map((run) => `${run.functionId} ${run.status}`))).toEqual({
    "t-steps completed": 2 * RUNS_PER_KIND, // by events and by invokers
    "t-parallel completed": RUNS_PER_KIND,
    "t-sleeper completed": RUNS_PER_KIND,
    "t-waiter completed": RUNS_PER_KIND,
    "t-answer completed": RUNS_PER_KIND,
    "t-invoker completed": RUNS_PER_KIND,
  });
  // What a run returned is what its steps left: no result was lost or exchanged on the way.
  const { rows: effects } = await pool().query<{ run_id: string; step: string; value: string }>(
    "select run_id, step, value from crash_effects",
  );
  const left = new Set(effects.map(({ run_id, step, value }) => `${run_id} ${step} ${value}`));
  const returned = runs.flatMap(({ id, output }) =>
    Object.entries(JSON.parse(output) as Record<string, string>).map(([step, value]) => `${id} ${step} ${value}`),
  );
  expect(returned.filter((text) => !left.has(text))).toEqual([]);
  expect(returned).toHaveLength((2 * 3 + 4 + 2 + 1 + 1) * RUNS_PER_KIND);
  // A body may run twice when its worker died before the result was saved, never after.
  const { rows: late } = await pool().query(
    `select e.* from crash_effects e join engine_steps s on s.run_id = e.run_id and s.name = e.step
      where e.at > s.created_at`,
  );
  expect(late).toEqual([]);
}, 120_000);

async function isDone(): Promise<boolean | undefined> {
  const { rows } = await pool().query<{ isDone: boolean }>(
    `select (select count(*) from engine_runs) = $1
        and not exists (select from engine_runs where status = 'active')
        and not exists (select from engine_jobs)
        and not exists (select from engine_waits) as "isDone"`,
    [RUNS_PER_KIND * (KINDS.length + 2)],
  );
  return rows[0]?.isDone;
}

function countBy(texts: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}
