import pg from "pg";
import type { Receiver } from "@/tests/receiver";
import { startBenchReceiver } from "../lib/receiver";
import type { Stack } from "../lib/stack";
import {
  addSubscription,
  countArrivals,
  newEndpoint,
  newTenant,
  pause,
  publishFlood,
  readUndelivered,
  startLoad,
  untilArrived,
  untilRecorded,
  untilTrue,
} from "./load";
import type { Drill, DrillOptions, DrillResult } from "./types";

const ARRIVAL_TIMEOUT_MS = 60_000;
/** In flight of one lane, and sent but not recorded yet, at 100 events/s. */
const IN_FLIGHT = 64;

/** What a strike counted, by name; summed up over all of them. */
type Strike = (stack: Stack) => Promise<Record<string, number>>;

/** Something is struck under a steady load, several times; nothing accepted may be lost. */
function struck(name: string, strikes: { short: number; long: number }, strike: Strike): Drill {
  return {
    name,
    alone: "after",
    async run(stack: Stack, { isShort }: DrillOptions): Promise<DrillResult> {
      const { tenant, receiver } = await newEndpoint(stack);
      const load = startLoad(stack, { tenant, perSecond: isShort ? 50 : 100 });
      const rounds = isShort ? strikes.short : strikes.long;
      const struckAtMs: number[] = [];
      const counted: Record<string, number> = {};
      for (let round = 0; round < rounds; round += 1) {
        await pause(isShort ? 1_000 : 2_500);
        struckAtMs.push(Date.now());
        for (const [name, count] of Object.entries(await strike(stack))) counted[name] = (counted[name] ?? 0) + count;
        await untilTrue(() => recoveryOf(receiver, struckAtMs.at(-1) ?? 0) !== null, ARRIVAL_TIMEOUT_MS);
      }
      await load.stop();
      await untilArrived(receiver, load.accepted, ARRIVAL_TIMEOUT_MS);
      const isRecorded = (await untilRecorded(stack, tenant, ARRIVAL_TIMEOUT_MS)) !== null;
      const count = countArrivals(receiver, load.accepted);
      const recoveries = struckAtMs.map((atMs) => recoveryOf(receiver, atMs) ?? ARRIVAL_TIMEOUT_MS);
      await receiver.stop();
      const extra = Object.entries(counted).map(([name, count]) => `; ${count} ${name}`);
      return {
        ...count,
        allowedDuplicates: rounds * IN_FLIGHT,
        recoveryMs: Math.max(...recoveries),
        finding: `${rounds} times; ${load.refused} publishes got no 202 meanwhile${extra.join("")}`,
        failure: isRecorded ? null : "arrived, and not recorded as delivered",
      };
    },
  };
}

/** From the strike until the first event that was published after it had arrived; null: not yet. */
function recoveryOf(receiver: Receiver, struckAtMs: number): number | null {
  const first = receiver.requests.find((request) => (JSON.parse(request.body).data.at as number) > struckAtMs);
  return first ? first.receivedAtMs - struckAtMs : null;
}

const killWorker: Strike = async (stack) => {
  await stack.worker.kill();
  await stack.startWorker();
  return {};
};
const killWeb: Strike = async (stack) => {
  await stack.web.kill();
  await stack.startWeb();
  return {};
};
const killBoth: Strike = async (stack) => {
  await Promise.all([stack.worker.kill(), stack.web.kill()]);
  await Promise.all([stack.startWorker(), stack.startWeb()]);
  return {};
};

const CUT_MS = 1_000;
const CUT = `
select count(pg_terminate_backend(pid))::int as cut, (count(*) filter (where xact_start is not null))::int as busy
  from pg_stat_activity
 where application_name like 'hookswitch%' and pid <> pg_backend_pid() and (not $1 or xact_start is not null)`;

/** Every connection once, and for a second those that are in the middle of a transaction. */
const cutConnections: Strike = async (stack) => {
  const client = new pg.Client({ connectionString: stack.databaseUrl, application_name: "drill" });
  await client.connect();
  const endMs = performance.now() + CUT_MS;
  let all = 0;
  let busy = 0;
  for (let round = 0; performance.now() < endMs; round += 1) {
    const { rows } = await client.query<{ cut: number; busy: number }>(CUT, [round > 0]);
    all += rows[0]?.cut ?? 0;
    busy += rows[0]?.busy ?? 0;
    await pause(5);
  }
  await client.end();
  if (busy === 0) throw new Error("no connection was cut in the middle of a transaction");
  return { "connections cut": all, "of them mid-transaction": busy };
};

/** The north star must rise when the worker is dead, and fall when it is back. */
const deadWorker: Drill = {
  name: "worker dead",
  alone: "after",
  async run(stack, { isShort }) {
    const { tenant, receiver } = await newEndpoint(stack);
    await stack.worker.kill();
    const load = startLoad(stack, { tenant, perSecond: 20 });
    await pause(isShort ? 1_500 : 6_000);
    await load.stop();
    const risen = await readUndelivered(stack, tenant);
    await stack.startWorker();
    const recoveryMs = await untilArrived(receiver, load.accepted, ARRIVAL_TIMEOUT_MS);
    const count = countArrivals(receiver, load.accepted);
    const hasFallen = (await untilRecorded(stack, tenant, 5_000)) !== null;
    await receiver.stop();
    return {
      ...count,
      allowedDuplicates: 0,
      recoveryMs,
      finding: `undelivered rose to ${risen} of ${count.accepted} and fell to ${hasFallen ? 0 : "more than 0"}`,
      failure: risen === count.accepted && hasFallen ? null : "the north star did not tell",
    };
  },
};

const backlog: Drill = {
  name: "backlog",
  alone: "after",
  async run(stack, { isShort }) {
    const tenant = await newTenant(stack);
    const receiver = await startBenchReceiver();
    await addSubscription(stack, tenant, { url: receiver.url });
    await stack.worker.kill();
    const accepted = await publishFlood(stack, tenant, isShort ? 5_000 : 100_000);
    await stack.startWorker();
    const isIn = async () => (await receiver.progress()).unique >= accepted;
    const recoveryMs = await untilTrue(isIn, isShort ? ARRIVAL_TIMEOUT_MS : 300_000);
    const { unique, duplicates } = await receiver.progress();
    receiver.stop();
    const rate = recoveryMs === null ? 0 : Math.round((accepted / recoveryMs) * 1_000);
    return {
      accepted,
      delivered: unique,
      lost: accepted - unique,
      duplicates,
      allowedDuplicates: 0,
      recoveryMs,
      finding: `${accepted} waited for a worker and were drained at ${rate}/s to one endpoint`,
    };
  },
};

export const PROCESS_DRILLS: readonly Drill[] = [
  backlog,
  deadWorker,
  struck("kill -9 of the worker", { short: 1, long: 10 }, killWorker),
  struck("kill -9 of web", { short: 1, long: 10 }, killWeb),
  struck("kill -9 of both", { short: 1, long: 10 }, killBoth),
  struck("PostgreSQL restarted", { short: 1, long: 3 }, async (stack) => {
    await stack.restartPostgres("stop");
    return {};
  }),
  struck("PostgreSQL killed", { short: 1, long: 3 }, async (stack) => {
    await stack.restartPostgres("kill");
    return {};
  }),
  struck("connections cut mid-transaction", { short: 1, long: 10 }, cutConnections),
];
