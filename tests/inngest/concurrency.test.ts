import { setTimeout as delay } from "node:timers/promises";
import type { Inngest } from "inngest";
import { expect, test } from "vitest";
import { claimJobs } from "@/inngest/embedded/claim";
import { insertJobs } from "@/inngest/embedded/queries/insert-jobs";
import { insertRuns } from "@/inngest/embedded/queries/insert-runs";
import { pool } from "@/lib/prisma";
import { waitFor } from "../setup/wait-for";
import { newClient, startEngine, waitForEnds } from "./harness";

interface Meter {
  now: Map<string, number>;
  most: Map<string, number>;
}

function newMeter(): Meter {
  return { now: new Map(), most: new Map() };
}

async function measure(meter: Meter, key: string): Promise<void> {
  const now = (meter.now.get(key) ?? 0) + 1;
  meter.now.set(key, now);
  meter.most.set(key, Math.max(meter.most.get(key) ?? 0, now));
  await delay(15);
  meter.now.set(key, (meter.now.get(key) ?? 0) - 1);
}

function keyed(client: Inngest, meter: Meter) {
  return client.createFunction(
    {
      id: "keyed",
      triggers: [{ event: "c/keyed" }],
      concurrency: { key: "event.data.partition", limit: 1 },
      retries: 0,
    },
    ({ event }) => measure(meter, String(event.data.partition)),
  );
}

test("calls with one key never overlap, across two engines, while other keys run beside them", async () => {
  const meter = newMeter();
  const [a, b] = [newClient(), newClient()];
  await using _a = await startEngine(a, [keyed(a, meter)]);
  await using _b = await startEngine(b, [keyed(b, meter)]);

  const started = performance.now();
  await a.send(Array.from({ length: 60 }, (_, i) => ({ name: "c/keyed", data: { partition: i % 3 } })));

  await waitForEnds("keyed", 60, 20_000);
  expect([...meter.most.entries()].sort()).toEqual([
    ["0", 1],
    ["1", 1],
    ["2", 1],
  ]);
  // 20 calls of 15 ms one after the other; a hand-over by polling would take seconds each.
  expect(performance.now() - started).toBeLessThan(8_000);
});

test("a freed key is handed to a waiting engine at once", async () => {
  const [a, b] = [newClient(), newClient()];
  const marks: { name: string; at: number }[] = [];
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const build = (client: Inngest, name: string) =>
    client.createFunction(
      { id: "handover", triggers: [{ event: "c/handover" }], concurrency: { key: "event.data.k", limit: 1 } },
      async ({ event }) => {
        marks.push({ name: `${name} ${event.data.n} starts`, at: performance.now() });
        if (event.data.n === 1) await gate;
        marks.push({ name: `${name} ${event.data.n} ends`, at: performance.now() });
      },
    );
  await using engineA = await startEngine(a, [build(a, "a")]);
  await a.send({ name: "c/handover", data: { k: "x", n: 1 } });
  await waitFor(() => marks.length === 1, { until: "the first call ran" });
  await using _b = await startEngine(b, [build(b, "b")]);
  await a.send({ name: "c/handover", data: { k: "x", n: 2 } });
  await waitFor(
    async () => (await pool().query("select from engine_jobs where function_id = 't-handover'")).rowCount === 2,
    { until: "the second call waited" },
  );

  release();
  await engineA.stop();

  await waitForEnds("handover", 2);
  expect(marks.map((mark) => mark.name)).toEqual(["a 1 starts", "a 1 ends", "b 2 starts", "b 2 ends"]);
  expect((marks[2]?.at ?? 0) - (marks[1]?.at ?? 0)).toBeLessThan(500);
});

test("a function can have a limit for all its calls beside one per key", async () => {
  const perKey = newMeter();
  const all = newMeter();
  const client = newClient();
  const fn = client.createFunction(
    { id: "both", triggers: [{ event: "c/both" }], concurrency: [{ limit: 3 }, { limit: 2, key: "event.data.k" }] },
    async ({ event }) => {
      await Promise.all([measure(perKey, event.data.k), measure(all, "all")]);
    },
  );
  await using _ = await startEngine(client, [fn]);

  await client.send(Array.from({ length: 24 }, (_, i) => ({ name: "c/both", data: { k: i % 2 ? "x" : "y" } })));

  await waitForEnds("both", 24);
  expect(all.most.get("all")).toBe(3);
  expect(perKey.most.get("x")).toBeLessThanOrEqual(2);
  expect(perKey.most.get("y")).toBeLessThanOrEqual(2);
});

test("a sleeping run holds no concurrency slot", async () => {
  const client = newClient();
  const order: string[] = [];
  const fn = client.createFunction(
    { id: "sleeper", triggers: [{ event: "c/sleep" }], concurrency: 1 },
    async ({ event, step }) => {
      if (event.data.n === 1) await step.sleep("nap", "2s");
      order.push(`end ${event.data.n}`);
    },
  );
  await using _ = await startEngine(client, [fn]);

  await client.send({ name: "c/sleep", data: { n: 1 } });
  await client.send({ name: "c/sleep", data: { n: 2 } });

  await waitForEnds("sleeper", 2);
  expect(order).toEqual(["end 2", "end 1"]);
});

test("a thousand waiting calls of a busy key do not hide the call of another", async () => {
  const client = newClient();
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const seen: string[] = [];
  const fn = client.createFunction(
    { id: "hidden", triggers: [{ event: "c/hidden" }], concurrency: { key: "event.data.k", limit: 1 } },
    async ({ event }) => {
      seen.push(event.data.k);
      if (event.data.k === "busy") await gate;
    },
  );
  await using _ = await startEngine(client, [fn], { stopTimeoutMs: 100 });
  await client.send(Array.from({ length: 1_000 }, () => ({ name: "c/hidden", data: { k: "busy" } })));
  await client.send({ name: "c/hidden", data: { k: "free" } });

  await waitFor(() => seen.includes("free"), { until: "the free key had its call" });

  expect(seen).toEqual(["busy", "free"]);
  await pool().query("delete from engine_runs where function_id = 't-hidden'");
  release();
});

test("engines that claim in the same moment never lease more calls of a key than its limit", async () => {
  const jobs = Array.from({ length: 40 }, (_, i) => ({ id: `race-${i}`, runId: `race-${i}`, functionId: "race" }));
  await insertRuns(
    pool(),
    jobs.map((job) => ({ ...job, key: job.id, events: "[{}]", eventName: "race", eventCount: 1, priority: 0 })),
  );
  const rest = { kind: "discover", stepId: null, maxAttempts: 1, due: { inMs: 0 }, payload: null } as const;
  await insertJobs(
    pool(),
    jobs.map((job) => ({ ...job, ...rest, slots: ["k"], slotLimits: [2] })),
  );

  for (let round = 0; round < 10; round++) {
    const claimed = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        claimJobs(pool(), { owner: `owner-${i}`, functionIds: ["race"], activeIds: [] }, { lane: "calls", limit: 3 }),
      ),
    );
    expect(claimed.flat()).toHaveLength(2);
    await pool().query("update engine_jobs set lease_owner = null, ready_at = now() where function_id = 'race'");
  }
  await pool().query("delete from engine_runs where function_id = 'race'");
});
