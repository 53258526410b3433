import { setTimeout as delay } from "node:timers/promises";
import { Inngest } from "inngest";
import { startEmbeddedEngine } from "@/inngest/embedded/engine";
import { EMBEDDED_URL, embeddedFetch } from "@/inngest/embedded/fetch";
import { sdkLogger } from "@/inngest/embedded/sdk-logger";
import { copyEnvironment } from "@/lib/env";
import { closeDatabase, pool } from "@/lib/prisma";

const SEND_CHUNK = 100;
const TIMEOUT_MS = 180_000;
const BATCH_SIZE = 100;
const LATENCY_SAMPLES = 100;
const IDLE_MS = 30_000;
const MINUTE_MS = 60_000;

interface Counters {
  ended: number;
  startedAt: number;
}

/** Figures by their names, in the order in which they were measured. */
export async function measureEngine(scale: number) {
  copyEnvironment();
  const counters: Counters = { ended: 0, startedAt: 0 };
  const client = new Inngest({
    id: "bench",
    isDev: true,
    baseUrl: EMBEDDED_URL,
    fetch: embeddedFetch,
    logger: sdkLogger(),
  });
  const running = await startEmbeddedEngine({ client, functions: functionsOf(client, counters) });
  const perSecond = (name: string, count: number) => measureRate({ client, counters, name, count });

  await perSecond("plain", 300 * scale); // warm-up
  const engine: Record<string, number> = {
    "no step, runs/s": await perSecond("plain", 2_000 * scale),
    "one step, runs/s": await perSecond("one", 1_000 * scale),
    "three steps, runs/s": await perSecond("three", 600 * scale),
    [`batches of ${BATCH_SIZE}, events/s`]: await perSecond("batch", 10_000 * scale),
  };
  const latencies = await measureLatency(client, counters);
  engine["idle, event to function start, p50 ms"] = latencies.p50;
  engine["idle, event to function start, p95 ms"] = latencies.p95;
  engine["idle, event to function start, max ms"] = latencies.max;
  engine["idle, queries/min"] = await measureIdle();
  const { rows } = await pool().query<{ server_version: string }>("show server_version");
  await running.stop();
  await closeDatabase();
  return { engine, postgres: rows[0]?.server_version ?? "" };
}

function functionsOf(client: Inngest, counters: Counters) {
  const count = () => {
    counters.ended++;
  };
  const plain = client.createFunction({ id: "plain", triggers: [{ event: "bench/plain" }] }, async () => count());
  const one = client.createFunction({ id: "one", triggers: [{ event: "bench/one" }] }, async ({ step }) => {
    await step.run("one", () => 1);
    count();
  });
  const three = client.createFunction({ id: "three", triggers: [{ event: "bench/three" }] }, async ({ step }) => {
    for (const name of ["one", "two", "three"]) await step.run(name, () => name);
    count();
  });
  const batch = client.createFunction(
    { id: "batch", triggers: [{ event: "bench/batch" }], batchEvents: { maxSize: BATCH_SIZE, timeout: "2s" } },
    async ({ events }) => {
      counters.ended += events.length;
    },
  );
  const latency = client.createFunction({ id: "latency", triggers: [{ event: "bench/latency" }] }, async () => {
    counters.startedAt = performance.now();
  });
  return [plain, one, three, batch, latency];
}

/** From the first send to the last end. */
async function measureRate(options: { client: Inngest; counters: Counters; name: string; count: number }) {
  const { client, counters, name, count } = options;
  counters.ended = 0;
  const begunAt = performance.now();
  for (let sent = 0; sent < count; sent += SEND_CHUNK) {
    const size = Math.min(SEND_CHUNK, count - sent);
    await client.send(Array.from({ length: size }, (_, n) => ({ name: `bench/${name}`, data: { n: sent + n } })));
  }
  while (counters.ended < count) {
    if (performance.now() - begunAt > TIMEOUT_MS) throw new Error(`${name}: ${counters.ended} of ${count} ended`);
    await delay(2);
  }
  const perSecond = (count / (performance.now() - begunAt)) * 1_000;
  await untilQuiet();
  return Math.round(perSecond);
}

async function untilQuiet(): Promise<void> {
  for (;;) {
    const { rowCount } = await pool().query("select from engine_jobs limit 1");
    if (rowCount === 0) return;
    await delay(10);
  }
}

async function measureLatency(client: Inngest, counters: Counters) {
  const samples: number[] = [];
  for (let i = 0; i < LATENCY_SAMPLES; i++) {
    await delay(50);
    counters.startedAt = 0;
    const sentAt = performance.now();
    await client.send({ name: "bench/latency", data: {} });
    while (counters.startedAt === 0) await delay(1);
    samples.push(counters.startedAt - sentAt);
  }
  samples.sort((a, b) => a - b);
  const at = (share: number) => Number((samples[Math.floor(samples.length * share)] ?? samples.at(-1) ?? 0).toFixed(1));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** How often this process takes a connection of its pool when there is nothing to do. */
async function measureIdle(): Promise<number> {
  let queries = 0;
  const count = () => {
    queries++;
  };
  pool().on("acquire", count);
  await delay(IDLE_MS);
  pool().off("acquire", count);
  return Math.round(queries * (MINUTE_MS / IDLE_MS));
}
