import { CONNECTIONS } from "../lib/publisher";
import type { LoadReport } from "../lib/publisher-process";
import type { Stack } from "../lib/stack";
import { authorizationOf, newTenant } from "../lib/tenant";
import type { Bench, Scenario } from "./types";

const PER_SECOND = 300;
const SECONDS = 20;
/** Seconds into the load at which a process is killed, and which. */
const KILLS = [
  { atSeconds: 4, victim: "worker" },
  { atSeconds: 9, victim: "web" },
  { atSeconds: 14, victim: "worker" },
] as const;
const MOST_MS = 5_000;
const GRACE_MS = 60_000;
const CHECK_MS = 100;

/** Three `kill -9` in 20 s at 300 events/s; a killed process is started again at once, as the supervisor does. */
export const crash: Scenario = {
  name: "crash",
  async run(bench) {
    const stack = await bench.startStack();
    const { eventsUrl } = await newTenant(stack, "crash", [`${bench.receiver.origin}/ok`]);
    await publish(bench, stack, eventsUrl, 3);
    await bench.receiver.reset();
    const killing = killInTurn(stack);
    const load = await publish(bench, stack, eventsUrl, SECONDS);
    await killing;
    const lost = await untilNoneIsMissing(bench, load);
    const { latency, duplicates } = await bench.receiver.report("/ok");
    await stack.stop();
    return [
      {
        what: `Three kill -9 in ${SECONDS} s at ${PER_SECOND} events/s: lost / twice / slowest`,
        value: `${lost.length} / ${duplicates} / ${(latency.max / 1_000).toFixed(1)} s (${load.refusedNumbers.length} refused while web was gone)`,
        target: `0 lost, ${MOST_MS / 1_000} s`,
        isReached: lost.length === 0 && latency.max <= MOST_MS,
        details: {
          latency,
          duplicates,
          lost: lost.length,
          accepted: load.accepted,
          refused: load.refusedNumbers.length,
        },
      },
    ];
  },
};

/**
 * The numbers that were accepted and never came. Not a count of arrivals: what was committed when web was killed arrives
 * too, though its publisher was never told.
 */
async function untilNoneIsMissing(bench: Bench, load: LoadReport): Promise<number[]> {
  const endMs = performance.now() + GRACE_MS;
  for (;;) {
    const missing = await bench.receiver.missing("/ok", load.sent, load.refusedNumbers);
    if (missing.length === 0 || performance.now() > endMs) return missing;
    await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
  }
}

function publish(bench: Bench, stack: Stack, url: string, seconds: number): Promise<LoadReport> {
  return bench.publisher.load({
    url,
    headers: authorizationOf(stack),
    connections: CONNECTIONS,
    bytes: 1_000,
    form: { events: 1 },
    arrivals: { kind: "open", perSecond: PER_SECOND, seconds },
    toleratesRefusals: true,
  });
}

async function killInTurn(stack: Stack): Promise<void> {
  const startedMs = performance.now();
  for (const { atSeconds, victim } of KILLS) {
    const waitMs = atSeconds * 1_000 - (performance.now() - startedMs);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
    await stack[victim].kill();
    await (victim === "web" ? stack.startWeb() : stack.startWorker());
  }
}
