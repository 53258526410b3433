import { setTimeout as delay } from "node:timers/promises";
import type { Inngest } from "inngest";
import { newClient, startEngine } from "./harness";

/**
 * A worker process for the tests that kill one. Says on standard output what its functions do, one line each; the
 * functions of the same ids in the tests go on where it was killed.
 */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function functionsOf(client: Inngest) {
  const steps = client.createFunction({ id: "killed", triggers: [{ event: "k/killed" }] }, async ({ step }) => {
    await step.run("one", () => say("one"));
    await step.run("two", async () => {
      say("two");
      await delay(60_000);
    });
  });
  const drain = client.createFunction(
    {
      id: "drain",
      triggers: [{ event: "k/drain" }],
      concurrency: { key: "event.data.partition", limit: 1 },
      retries: 0,
    },
    async () => {
      say("draining");
      await delay(60_000);
    },
  );
  const busy = client.createFunction({ id: "busy", triggers: [{ event: "k/busy" }] }, async ({ event }) => {
    say("busy");
    const end = performance.now() + event.data.busyMs;
    while (performance.now() < end);
    return "child";
  });
  return [steps, drain, busy];
}

const client = newClient();
await startEngine(client, functionsOf(client));
say("ready");
