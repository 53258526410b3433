import { freePort } from "@/tests/setup/free-port";
import { CONNECTIONS, PAYLOAD_BYTES } from "../lib/publisher";
import { partitionOf, seedDeliveries } from "../lib/seed";
import type { Stack } from "../lib/stack";
import { authorizationOf, newTenant } from "../lib/tenant";
import { measureFlow } from "./throughput";
import type { Bench, Scenario } from "./types";

const WAITING = 100_000;
const PER_SECOND = 100;
/** What two runs of the same differ by. */
const NOISE = 0.05;

/** The rest of a partition, with and without 100,000 deliveries that wait for one dead endpoint in it. */
export const dead: Scenario = {
  name: "dead",
  async run(bench) {
    // One partition: the dead lane and the healthy ones share an owner.
    const stack = await bench.startStack({ partitions: 1 });
    await measure(bench, stack, "warm-up");
    await startAnew(stack);
    const without = await measure(bench, stack, "without");
    const { id, subscriptionIds } = await newTenant(stack, "dead", [`http://127.0.0.1:${await freePort()}/`]);
    await seedDeliveries(stack.databaseUrl, {
      tenantId: id,
      partitionId: await partitionOf(stack.databaseUrl, id),
      subscriptionIds,
      events: WAITING * bench.scale,
      state: "pending",
      bytes: PAYLOAD_BYTES,
      first: 0,
      spreadSeconds: 600,
    });
    await startAnew(stack);
    const withThem = await measure(bench, stack, "with");
    await stack.stop();
    const cost = 1 - withThem.deliveredPerSecond / without.deliveredPerSecond;
    return [
      {
        what: `${(WAITING * bench.scale).toLocaleString("en")} waiting for a dead endpoint: cost to the rest`,
        value: `${(cost * 100).toFixed(1)} % of the rate; p99 at ${PER_SECOND}/s ${withThem.p99} ms (without ${without.p99} ms)`,
        target: "not measurable",
        isReached: cost <= NOISE,
        details: { without, withThem },
      },
    ];
  },
};

/** A worker that has just started costs a third more a delivery than one that is warm: both halves begin with one. */
async function startAnew(stack: Stack): Promise<void> {
  await stack.worker.stop();
  await stack.startWorker();
}

async function measure(bench: Bench, stack: Stack, name: string) {
  const flow = { subscriptions: 1, perRequest: 1, connections: CONNECTIONS };
  const {
    deliveredPerSecond,
    cpuMsPerDelivery,
    latency: _busy,
  } = await measureFlow(bench, stack, name, {
    ...flow,
    events: 30_000 * bench.scale,
    warmUp: 2_000 * bench.scale,
  });
  await bench.receiver.reset();
  const load = await bench.publisher.load({
    url: `${stack.url}/api/v1/tenants/${name}/events`,
    headers: authorizationOf(stack),
    connections: CONNECTIONS,
    bytes: PAYLOAD_BYTES,
    form: { events: 1 },
    arrivals: { kind: "open", perSecond: PER_SECOND, seconds: 20 * bench.scale },
  });
  await bench.receiver.until(load.accepted, 10_000);
  const { p50, p99 } = (await bench.receiver.report("/ok/0")).latency;
  return { deliveredPerSecond, cpuMsPerDelivery, p50, p99 };
}
