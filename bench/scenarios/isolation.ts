import { freePort } from "@/tests/setup/free-port";
import type { Percentiles } from "../lib/percentiles";
import { CONNECTIONS, PAYLOAD_BYTES } from "../lib/publisher";
import type { Stack } from "../lib/stack";
import { authorizationOf, newTenant } from "../lib/tenant";
import type { Bench, Row, Scenario } from "./types";

const RATES = [50, 150];
const MOST_TIMES_WORSE = 1.2;
/** Below this a difference is the machine's, not a neighbour's. */
const NOISE_MS = 1;
const GRACE_MS = 15_000;

/** A healthy subscription beside one that answers after 8 s and one that refuses, all taking the same events. */
export const isolation: Scenario = {
  name: "isolation",
  async run(bench) {
    const rows: Row[] = [];
    for (const perSecond of RATES) rows.push(await compare(bench, perSecond));
    return rows;
  },
};

async function compare(bench: Bench, perSecond: number): Promise<Row> {
  const seconds = 45 * bench.scale;
  const stack = await bench.startStack();
  const healthy = `${bench.receiver.origin}/ok`;
  const refusing = `http://127.0.0.1:${await freePort()}/`;
  const alone = await newTenant(stack, "alone", [healthy]);
  const beside = await newTenant(stack, "beside", [healthy, `${bench.receiver.origin}/slow`, refusing]);
  await publish({ bench, stack, eventsUrl: alone.eventsUrl, perSecond, seconds: 5 });
  const without = await publish({ bench, stack, eventsUrl: alone.eventsUrl, perSecond, seconds });
  // The slow lane is filled before the figures are taken, as the peers' pools were.
  await publish({ bench, stack, eventsUrl: beside.eventsUrl, perSecond, seconds: 10 });
  const withThem = await publish({ bench, stack, eventsUrl: beside.eventsUrl, perSecond, seconds });
  await stack.stop();
  const times = withThem.latency.p99 / without.latency.p99;
  const isNoise = withThem.latency.p99 - without.latency.p99 <= NOISE_MS;
  return {
    what: `Healthy beside slow (8 s) and refusing, ${perSecond} events/s: p99 with / without`,
    value: `${withThem.latency.p99} / ${without.latency.p99} ms (× ${times.toFixed(2)})`,
    target: `× ${MOST_TIMES_WORSE}`,
    isReached: (times <= MOST_TIMES_WORSE || isNoise) && withThem.lost === 0,
    details: { without, withThem, times },
  };
}

interface Publishing {
  bench: Bench;
  stack: Stack;
  eventsUrl: string;
  perSecond: number;
  seconds: number;
}

async function publish({ bench, stack, eventsUrl, perSecond, seconds }: Publishing) {
  await bench.receiver.reset();
  const load = await bench.publisher.load({
    url: eventsUrl,
    headers: authorizationOf(stack),
    connections: CONNECTIONS,
    bytes: PAYLOAD_BYTES,
    form: { events: 1 },
    arrivals: { kind: "open", perSecond, seconds },
  });
  await bench.receiver.until(load.accepted, GRACE_MS);
  const { latency, unique } = await bench.receiver.report("/ok");
  return { latency: latency satisfies Percentiles, accept: load.answer, lost: load.accepted - unique };
}
