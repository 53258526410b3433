import { parseArgs } from "node:util";
import { startBenchReceiver } from "./lib/receiver";
import { payload, sendAll } from "./lib/senders";
import { startStack } from "./lib/stack";

/** `npm run smoke`: events per second from publish to delivered, one request an event, beside a bare sender. */
const PAYLOAD_BYTES = 1_000;
const CONNECTIONS = 64;
const BARE_REQUESTS = 30_000;
const WARM_UP = 1_000;
const TIMEOUT_MS = 120_000;
const CHECK_MS = 20;

const { values } = parseArgs({ options: { events: { type: "string", default: "5000" } } });
const events = Number(values.events);

const receiver = await startBenchReceiver();
const bareBody = (index: number) => payload(index, PAYLOAD_BYTES);
await sendAll({ url: receiver.url, count: BARE_REQUESTS / 3, connections: CONNECTIONS, bodyOf: bareBody });
const bare = await sendAll({ url: receiver.url, count: BARE_REQUESTS, connections: CONNECTIONS, bodyOf: bareBody });

const stack = await startStack();
await stack.call("POST", "/api/v1/tenants", { externalId: "smoke", name: "Smoke" });
await stack.call("POST", "/api/v1/tenants/smoke/subscriptions", {
  url: receiver.url,
  events: ["*"],
  skipVerification: true,
});
await run(WARM_UP);
const { accepted, delivered, lost, duplicates } = await run(events);

const share = ((delivered / bare) * 100).toFixed(1);
process.stdout.write(`bare sender            ${bare.toFixed(0)} requests/s (${CONNECTIONS} connections, ${PAYLOAD_BYTES} bytes)
accepted               ${accepted.toFixed(0)} events/s
published to delivered ${delivered.toFixed(0)} events/s (${share} % of the bare sender)
${events} events: ${lost} lost, ${duplicates} twice
`);
await stack.stop();
receiver.stop();
process.exitCode = lost > 0 ? 1 : 0;

async function run(count: number) {
  await receiver.reset();
  const startedMs = performance.timeOrigin + performance.now();
  const rate = await sendAll({
    url: `${stack.url}/api/v1/tenants/smoke/events`,
    count,
    connections: CONNECTIONS,
    headers: { authorization: `Bearer ${stack.operatorKey}` },
    bodyOf: (index) => `{"type":"order.created","data":${payload(index, PAYLOAD_BYTES)}}`,
  });
  const report = await untilReceived(count);
  const seconds = (report.lastAtMs - startedMs) / 1_000;
  return {
    accepted: rate,
    delivered: report.unique / seconds,
    lost: count - report.unique,
    duplicates: report.duplicates,
  };
}

async function untilReceived(count: number) {
  const endMs = performance.now() + TIMEOUT_MS;
  while (performance.now() < endMs) {
    const progress = await receiver.progress();
    if (progress.unique >= count) break;
    await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
  }
  return receiver.report();
}
