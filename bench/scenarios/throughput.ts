import { readMemory, readUsage, usageBetween, usagePer } from "../lib/cpu";
import { query } from "../lib/database";
import type { Percentiles } from "../lib/percentiles";
import { CONNECTIONS, PAYLOAD_BYTES } from "../lib/publisher";
import { shareRow } from "../lib/share-row";
import type { Stack } from "../lib/stack";
import { authorizationOf, newTenant } from "../lib/tenant";
import type { Bench, Row, Scenario } from "./types";

interface Flow {
  subscriptions: number;
  /** Events of one request. */
  perRequest: number;
  connections: number;
  events: number;
  warmUp: number;
}

export interface FlowResult {
  acceptedPerSecond: number;
  /** From the first publish to the last arrival. */
  deliveredPerSecond: number;
  lost: number;
  duplicates: number;
  /** CPU milliseconds for each delivery. */
  cpuMsPerDelivery: ReturnType<typeof usagePer>;
  /** How well groups form: each commit costs PostgreSQL some 0.3 to 0.6 ms beside its rows. */
  commitsPerDelivery: number;
  accept: Percentiles;
  latency: Percentiles;
}

const TIMEOUT_MS = 180_000;
const MAX_MEMORY_MB = 450;
const MEMORY_LOOK_MS = 1_000;

/** Publishes to a tenant of its own until the last delivery has arrived; a warm-up before it does not count. */
export async function measureFlow(bench: Bench, stack: Stack, name: string, flow: Flow): Promise<FlowResult> {
  const urls = Array.from({ length: flow.subscriptions }, (_, index) => `${bench.receiver.origin}/ok/${index}`);
  const { eventsUrl } = await newTenant(stack, name, urls);
  const publish = async (events: number) => {
    await bench.receiver.reset();
    const before = readUsage(stack.pids());
    const commitsBefore = await readCommits(stack.databaseUrl);
    const load = await bench.publisher.load({
      url: eventsUrl,
      headers: authorizationOf(stack),
      connections: flow.connections,
      bytes: PAYLOAD_BYTES,
      form: { events: flow.perRequest },
      arrivals: { kind: "closed", requests: Math.ceil(events / flow.perRequest) },
    });
    const wanted = load.accepted * flow.subscriptions;
    const progress = await bench.receiver.until(wanted, TIMEOUT_MS);
    const usage = usageBetween(before, readUsage(stack.pids()));
    const commits = (await readCommits(stack.databaseUrl)) - commitsBefore;
    return { load, wanted, progress, usage, commits };
  };
  await publish(flow.warmUp);
  const { load, wanted, progress, usage, commits } = await publish(flow.events);
  return {
    acceptedPerSecond: load.perSecond,
    deliveredPerSecond: progress.unique / ((progress.lastAtMs - load.startedAtMs) / 1_000),
    lost: wanted - progress.unique,
    duplicates: progress.duplicates,
    cpuMsPerDelivery: usagePer(usage, wanted),
    commitsPerDelivery: Math.round((commits / wanted) * 10_000) / 10_000,
    accept: load.answer,
    latency: (await bench.receiver.report("/ok/0")).latency,
  };
}

/** Transactions of the database so far, reads included; backends report them up to a second late. */
async function readCommits(url: string): Promise<number> {
  const [row] = await query<{ commits: string }>(
    url,
    "select xact_commit as commits from pg_stat_database where datname = current_database()",
  );
  return Number(row?.commits);
}

function flowRow(bench: Bench, what: string, least: number, result: FlowResult): Promise<Row> {
  return shareRow(bench, { what, least, perSecond: result.deliveredPerSecond, result });
}

export const single: Scenario = {
  name: "single",
  async run(bench) {
    const stack = await bench.startStack();
    const memory = watchMemory(stack);
    const result = await measureFlow(bench, stack, "single", {
      subscriptions: 1,
      perRequest: 1,
      connections: CONNECTIONS,
      events: 40_000 * bench.scale,
      warmUp: 5_000 * bench.scale,
    });
    const row = memoryRow(memory.stop());
    await stack.stop();
    return [await flowRow(bench, `Single publishes over ${CONNECTIONS} connections, end to end`, 0.11, result), row];
  },
};

interface MemoryPeak {
  /** Resident, of both processes together. */
  rssMb: number;
  /** The same with the pages that both share counted once. */
  pssMb: number;
}

/** The most that web and worker had at one time. */
function watchMemory(stack: Stack): { stop(): MemoryPeak } {
  const peak: MemoryPeak = { rssMb: 0, pssMb: 0 };
  const look = () => {
    const [web, worker] = [readMemory(stack.web.pid), readMemory(stack.worker.pid)];
    peak.rssMb = Math.max(peak.rssMb, Math.round(web.rssMb + worker.rssMb));
    peak.pssMb = Math.max(peak.pssMb, Math.round(web.pssMb + worker.pssMb));
  };
  const timer = setInterval(look, MEMORY_LOOK_MS);
  return {
    stop() {
      look();
      clearInterval(timer);
      return peak;
    },
  };
}

function memoryRow({ rssMb, pssMb }: MemoryPeak): Row {
  return {
    what: "Memory of web + worker under that load, at its peak",
    value: `${pssMb} MB (${rssMb} MB with the pages that both share counted twice)`,
    target: `${MAX_MEMORY_MB} MB`,
    isReached: pssMb <= MAX_MEMORY_MB,
    details: { rssMb, pssMb },
  };
}

export const batched: Scenario = {
  name: "batched",
  async run(bench) {
    const stack = await bench.startStack();
    const flow = { subscriptions: 1, perRequest: 100, connections: 8 };
    const result = await measureFlow(bench, stack, "batched", {
      ...flow,
      events: 80_000 * bench.scale,
      warmUp: 10_000 * bench.scale,
    });
    await stack.stop();
    return [await flowRow(bench, "Batches of 100, one subscription, end to end", 0.22, result)];
  },
};

export const fanOut: Scenario = {
  name: "fan-out",
  async run(bench) {
    const stack = await bench.startStack();
    const flow = { subscriptions: 10, perRequest: 1, connections: CONNECTIONS };
    const result = await measureFlow(bench, stack, "fan-out", {
      ...flow,
      events: 8_000 * bench.scale,
      warmUp: 1_000 * bench.scale,
    });
    await stack.stop();
    return [await flowRow(bench, "Fan-out 1 → 10 subscriptions, deliveries", 0.25, result)];
  },
};
