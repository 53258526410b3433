import pg from "pg";
import type { Stack } from "../lib/stack";
import { countArrivals, newEndpoint, pause, startLoad, untilArrived } from "./load";
import type { Drill, DrillOptions, DrillResult } from "./types";

const ARRIVAL_TIMEOUT_MS = 60_000;
/** In flight of one lane, and sent but not recorded yet, at 100 events/s. */
const IN_FLIGHT = 64;

/** Something is struck under a steady load, `strikes` times; nothing accepted may be lost. */
function struck(
  name: string,
  strikes: { short: number; long: number },
  strike: (stack: Stack, round: number) => Promise<void>,
): Drill {
  return {
    name,
    async run(stack: Stack, { isShort }: DrillOptions): Promise<DrillResult> {
      const { tenant, receiver } = await newEndpoint(stack);
      const load = startLoad(stack, { tenant, perSecond: isShort ? 50 : 100 });
      const rounds = isShort ? strikes.short : strikes.long;
      for (let round = 0; round < rounds; round += 1) {
        await pause(1_500);
        await strike(stack, round);
      }
      await pause(1_000);
      await load.stop();
      const recoveryMs = await untilArrived(receiver, load.accepted, ARRIVAL_TIMEOUT_MS);
      const count = countArrivals(receiver, load.accepted);
      await receiver.stop();
      return {
        ...count,
        allowedDuplicates: rounds * IN_FLIGHT,
        recoveryMs,
        finding: `${rounds} times; ${load.refused} publishes got no 202 meanwhile`,
      };
    },
  };
}

const killWorker = async (stack: Stack) => {
  await stack.worker.kill();
  await stack.startWorker();
};
const killWeb = async (stack: Stack) => {
  await stack.web.kill();
  await stack.startWeb();
};

async function cutConnections(stack: Stack): Promise<void> {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'hookswitch%' and pid <> pg_backend_pid()",
  );
  await client.end();
}

/** The north star must rise when the worker is dead, and fall when it is back. */
const deadWorker: Drill = {
  name: "worker dead",
  async run(stack, { isShort }) {
    const { tenant, receiver } = await newEndpoint(stack);
    await stack.worker.kill();
    const load = startLoad(stack, { tenant, perSecond: 20 });
    await pause(isShort ? 2_000 : 6_000);
    await load.stop();
    const undelivered = () => stack.call<{ events: number }>("GET", `/api/v1/tenants/${tenant}/health/undelivered`);
    const risen = (await undelivered()).events;
    await stack.startWorker();
    const recoveryMs = await untilArrived(receiver, load.accepted, ARRIVAL_TIMEOUT_MS);
    const count = countArrivals(receiver, load.accepted);
    const endMs = performance.now() + 5_000;
    while ((await undelivered()).events > 0 && performance.now() < endMs) await pause(50);
    const left = (await undelivered()).events;
    await receiver.stop();
    return {
      ...count,
      allowedDuplicates: 0,
      recoveryMs,
      finding: `undelivered rose to ${risen} of ${count.accepted} and fell to ${left}`,
      ...(risen === count.accepted && left === 0 ? {} : { failure: "the north star did not tell" }),
    };
  },
};

const backlog: Drill = {
  name: "backlog",
  async run(stack, { isShort }) {
    const { tenant, receiver } = await newEndpoint(stack);
    const size = isShort ? 2_000 : 100_000;
    await stack.worker.kill();
    const ids = new Set<string>();
    for (let sent = 0; sent < size; sent += 1_000) {
      const events = Array.from({ length: 1_000 }, (_, n) => ({ type: "drill.backlog", data: { n: sent + n } }));
      const answer = await stack.call<{ events: { id: string }[] }>("POST", `/api/v1/tenants/${tenant}/events`, {
        events,
      });
      for (const { id } of answer.events) ids.add(id);
    }
    await stack.startWorker();
    const recoveryMs = await untilArrived(receiver, ids, isShort ? ARRIVAL_TIMEOUT_MS : 300_000);
    const count = countArrivals(receiver, ids);
    await receiver.stop();
    const rate = recoveryMs === null ? 0 : Math.round((size / recoveryMs) * 1_000);
    return {
      ...count,
      allowedDuplicates: 0,
      recoveryMs,
      finding: `${size} waiting, drained at ${rate}/s (one receiver in the drill's process)`,
    };
  },
};

export const PROCESS_DRILLS: readonly Drill[] = [
  backlog,
  deadWorker,
  struck("kill -9 of the worker", { short: 2, long: 10 }, killWorker),
  struck("kill -9 of web", { short: 1, long: 10 }, killWeb),
  struck("kill -9 of both", { short: 1, long: 10 }, async (stack) => {
    await Promise.all([stack.worker.kill(), stack.web.kill()]);
    await Promise.all([stack.startWorker(), stack.startWeb()]);
  }),
  struck("PostgreSQL restarted", { short: 1, long: 3 }, (stack) => stack.restartPostgres("stop")),
  struck("PostgreSQL killed", { short: 1, long: 3 }, (stack) => stack.restartPostgres("kill")),
  struck("connections cut", { short: 2, long: 10 }, cutConnections),
];
