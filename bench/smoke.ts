import { parseArgs } from "node:util";
import { CONNECTIONS, PAYLOAD_BYTES } from "./lib/publisher";
import { startSession } from "./lib/session";
import { type FlowResult, measureFlow } from "./scenarios/throughput";

/** `npm run smoke [-- --events 30000]`: events a second from publish to delivered, one request an event, in a minute. */
const { values } = parseArgs({ options: { events: { type: "string", default: "5000" } } });
const events = Number(values.events);

const session = await startSession(1);
let flow: FlowResult | undefined;
const { bare } = await session.run({
  name: "smoke",
  async run(bench) {
    const stack = await bench.startStack();
    flow = await measureFlow(bench, stack, "smoke", {
      subscriptions: 1,
      perRequest: 1,
      connections: CONNECTIONS,
      events,
      warmUp: 1_000,
    });
    await stack.stop();
    return [];
  },
});
session.stop();

const { acceptedPerSecond = 0, deliveredPerSecond = 0, lost = events, duplicates = 0 } = flow ?? {};
const share = ((deliveredPerSecond / bare) * 100).toFixed(1);
process.stdout.write(`bare sender            ${bare.toFixed(0)} requests/s (${CONNECTIONS} connections, ${PAYLOAD_BYTES} bytes)
accepted               ${acceptedPerSecond.toFixed(0)} events/s
published to delivered ${deliveredPerSecond.toFixed(0)} events/s (${share} % of the bare sender)
${events} events: ${lost} lost, ${duplicates} twice
`);
process.exitCode = lost > 0 ? 1 : 0;
