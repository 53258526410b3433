import pg from "pg";
import { readUsage, usageBetween, usagePer } from "../lib/cpu";
import { type Percentiles, percentilesOf } from "../lib/percentiles";
import { CONNECTIONS, PAYLOAD_BYTES } from "../lib/publisher";
import { authorizationOf, newTenant } from "../lib/tenant";
import type { Bench, Row, Scenario } from "./types";

const PER_SECOND = 100;
const TARGETS_MS = { p50: 5, p99: 12, acceptP99: 6 };
const YARDSTICK_ROUNDS = 500;
const GRACE_MS = 10_000;

/** 100 events a second by the clock: publish → receiver, and publish → 202. */
export const latency: Scenario = {
  name: "latency",
  async run(bench) {
    const stack = await bench.startStack();
    const { eventsUrl } = await newTenant(stack, "latency", [`${bench.receiver.origin}/ok`]);
    const publish = async (seconds: number) => {
      await bench.receiver.reset();
      const before = readUsage(stack.pids());
      const load = await bench.publisher.load({
        url: eventsUrl,
        headers: authorizationOf(stack),
        connections: CONNECTIONS,
        bytes: PAYLOAD_BYTES,
        form: { events: 1 },
        arrivals: { kind: "open", perSecond: PER_SECOND, seconds },
      });
      await bench.receiver.until(load.accepted, GRACE_MS);
      return { load, usage: usagePer(usageBetween(before, readUsage(stack.pids())), load.accepted) };
    };
    await publish(10 * bench.scale);
    const { load, usage } = await publish(60 * bench.scale);
    const { latency: arrival, unique } = await bench.receiver.report("/ok");
    const commit = await measureCommit(stack.databaseUrl);
    const bareMs = await measureBareSend(bench);
    await stack.stop();
    const facts = { arrival, accept: load.answer, commit, bareMs, lost: load.accepted - unique, usage };
    return rowsOf({ ...facts, latestTickMs: load.latestTickMs });
  },
};

interface Facts {
  arrival: Percentiles;
  accept: Percentiles;
  /** One durable commit of a row of 1 KB, and one request of the bare sender, one at a time. */
  commit: Percentiles;
  bareMs: number;
  lost: number;
  usage: unknown;
  latestTickMs: number;
}

function rowsOf(facts: Facts): Row[] {
  const { arrival, accept, commit, bareMs, lost } = facts;
  const floorMs = commit.p50 + bareMs;
  return [
    {
      what: `${PER_SECOND} events/s, publish → receiver p50 / p99`,
      value: `${arrival.p50} / ${arrival.p99} ms (a commit and a bare send: ${floorMs.toFixed(2)} ms; × ${(arrival.p50 / floorMs).toFixed(1)})`,
      target: `${TARGETS_MS.p50} / ${TARGETS_MS.p99} ms`,
      isReached: arrival.p50 <= TARGETS_MS.p50 && arrival.p99 <= TARGETS_MS.p99 && lost === 0,
      details: { ...facts },
    },
    {
      what: "the same: accept p99",
      value: `${accept.p99} ms (p50 ${accept.p50} ms)`,
      target: `${TARGETS_MS.acceptP99} ms`,
      isReached: accept.p99 <= TARGETS_MS.acceptP99,
      details: { accept },
    },
  ];
}

async function measureCommit(url: string): Promise<Percentiles> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create table if not exists bench_commit (id int, text text)");
  const timesMs: number[] = [];
  for (let round = 0; round < YARDSTICK_ROUNDS; round += 1) {
    const startedMs = performance.now();
    await client.query({
      name: "commit",
      text: "insert into bench_commit values ($1, $2)",
      values: [round, "x".repeat(PAYLOAD_BYTES)],
    });
    timesMs.push(performance.now() - startedMs);
  }
  await client.query("drop table bench_commit");
  await client.end();
  return percentilesOf(timesMs);
}

async function measureBareSend({ publisher, receiver }: Bench): Promise<number> {
  const { answer } = await publisher.load({
    url: `${receiver.origin}/bare`,
    headers: {},
    connections: 1,
    bytes: PAYLOAD_BYTES,
    form: "bare",
    arrivals: { kind: "closed", requests: YARDSTICK_ROUNDS },
  });
  return answer.p50;
}
