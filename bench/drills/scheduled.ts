import { query } from "../lib/database";
import type { Stack } from "../lib/stack";
import { countArrivals, type Endpoint, newEndpoint, pause, untilArrived, untilTrue } from "./load";
import type { Drill } from "./types";

const ARRIVAL_TIMEOUT_MS = 30_000;
const SLEEP_TIMEOUT_MS = 60_000;
/** What is promised of a system that sleeps, and of one that is awake. */
const MOST_LATE_MS = { asleep: 2_000, awake: 1_000 };
type Condition = keyof typeof MOST_LATE_MS;

/** Events due at random times while no worker holds any partition, and while one is at work: how late each arrived. */
const scheduled: Drill = {
  name: "scheduled events",
  alone: "before",
  async run(stack, { isShort }) {
    const endpoint = await newEndpoint(stack);
    const accepted = new Set<string>();
    const late: Record<Condition, number[]> = { asleep: [], awake: [] };
    for (let round = 0; round < (isShort ? 1 : 12); round += 1) {
      await untilAsleep(stack);
      late.asleep.push(await lateness(stack, endpoint, accepted, 2_000 + Math.random() * 3_000));
      late.awake.push(await lateness(stack, endpoint, accepted, 300 + Math.random() * 1_000));
    }
    await untilArrived(endpoint.receiver, accepted, ARRIVAL_TIMEOUT_MS);
    const count = countArrivals(endpoint.receiver, accepted);
    await endpoint.receiver.stop();
    return {
      ...count,
      allowedDuplicates: 0,
      recoveryMs: null,
      finding: `late when everything slept: ${describe(late.asleep)}; when it was awake: ${describe(late.awake)}`,
      failure: failureOf("asleep", late.asleep) ?? failureOf("awake", late.awake),
    };
  },
};

/** No partition has an owner: nothing but a timed event of Inngest can wake one. */
async function untilAsleep(stack: Stack): Promise<void> {
  const isAsleep = async () => {
    const [row] = await query<{ owned: number }>(
      stack.databaseUrl,
      "select count(*)::int as owned from partitions where owner is not null",
    );
    return row?.owned === 0;
  };
  if ((await untilTrue(isAsleep, SLEEP_TIMEOUT_MS, 200)) === null) throw new Error("the stack did not go to sleep");
}

/** Publishes an event that is due in a while; how late it arrived, milliseconds (negative: too early). */
async function lateness(
  stack: Stack,
  { tenant, receiver }: Endpoint,
  accepted: Set<string>,
  inMs: number,
): Promise<number> {
  const atMs = Math.round(Date.now() + inMs);
  const { id } = await stack.call<{ id: string }>("POST", `/api/v1/tenants/${tenant}/events`, {
    type: "drill.scheduled",
    data: { at: atMs },
    deliverAt: new Date(atMs).toISOString(),
  });
  accepted.add(id);
  await pause(inMs);
  await untilArrived(receiver, new Set([id]), ARRIVAL_TIMEOUT_MS);
  const arrival = receiver.requests.find(({ headers }) => headers["webhook-id"] === id);
  return (arrival?.receivedAtMs ?? Number.POSITIVE_INFINITY) - atMs;
}

function describe(lateMs: readonly number[]): string {
  const sorted = [...lateMs].sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]} ms in the middle, ${sorted.at(-1)} ms at most, of ${sorted.length}`;
}

function failureOf(condition: Condition, lateMs: readonly number[]): string | null {
  if (Math.min(...lateMs) < 0) return `an event came ${-Math.min(...lateMs)} ms before its time`;
  const most = Math.max(...lateMs);
  return most > MOST_LATE_MS[condition] ? `an event came ${most} ms late (${condition})` : null;
}

export const SCHEDULED_DRILLS: readonly Drill[] = [scheduled];
