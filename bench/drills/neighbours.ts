import { accept, answer } from "@/tests/receiver-behaviours";
import { query } from "../lib/database";
import { startBenchReceiver } from "../lib/receiver";
import type { Stack } from "../lib/stack";
import {
  addSubscription,
  countArrivals,
  type Endpoint,
  latenciesOf,
  newEndpoint,
  newTenant,
  pause,
  publishFlood,
  startLoad,
  untilArrived,
  untilRecorded,
  untilTrue,
} from "./load";
import type { Count, Drill, DrillOptions, DrillResult } from "./types";

const ARRIVAL_TIMEOUT_MS = 120_000;
const DRAIN_TIMEOUT_MS = 400_000;
/** What the healthy endpoint takes to answer. */
const HEALTHY_MS = 40;
const PER_SECOND = 50;

interface Beside {
  alone: { p50: number; p99: number };
  beside: { p50: number; p99: number };
}

const describe = ({ alone, beside }: Beside) =>
  `p50 / p99 of the other ${alone.p50} / ${alone.p99} ms alone, ${beside.p50} / ${beside.p99} ms meanwhile`;

/** With four partitions one tenant in four falls into a given one. */
const MAX_TENANTS_TRIED = 100;

/**
 * A healthy endpoint and another tenant in one partition, so that they share everything that can be shared. Nobody is
 * moved: a move takes both partitions from their owner, and would strike the drills that run beside this one.
 */
async function newPair(stack: Stack): Promise<{ healthy: Endpoint; other: string }> {
  const healthy = await newEndpoint(stack);
  healthy.receiver.behave(answer({ status: 204, delayMs: HEALTHY_MS }));
  const wanted = await partitionOf(stack, healthy.tenant);
  for (let tried = 0; tried < MAX_TENANTS_TRIED; tried += 1) {
    const other = await newTenant(stack);
    if ((await partitionOf(stack, other)) === wanted) return { healthy, other };
  }
  throw new Error(`none of ${MAX_TENANTS_TRIED} tenants fell into partition ${wanted}`);
}

async function partitionOf(stack: Stack, tenant: string): Promise<number | undefined> {
  const sql = "select partition_id as id from tenants where external_id = $1";
  return (await query<{ id: number }>(stack.databaseUrl, sql, [tenant]))[0]?.id;
}

/** Publish to arrival at the healthy endpoint, under a load of its own. */
async function measure(stack: Stack, { receiver, tenant }: Endpoint, seconds: number) {
  receiver.clear();
  const load = startLoad(stack, { tenant, perSecond: PER_SECOND });
  await pause(seconds * 1_000);
  await load.stop();
  await untilArrived(receiver, load.accepted, ARRIVAL_TIMEOUT_MS);
  return { latency: latenciesOf(receiver), count: countArrivals(receiver, load.accepted) };
}

function sum(...counts: Count[]): Count {
  const total = { accepted: 0, delivered: 0, lost: 0, duplicates: 0 };
  for (const count of counts)
    for (const key of ["accepted", "delivered", "lost", "duplicates"] as const) total[key] += count[key];
  return total;
}

/** The worked example: A answers in 40 ms, B after eight seconds and more, both at 50 events a second. */
function slowNeighbour(name: string, slow: { delayMs: number; timeoutSeconds: number }): Drill {
  return {
    name,
    async run(stack, { isShort }): Promise<DrillResult> {
      const { healthy, other } = await newPair(stack);
      const seconds = isShort ? 2 : 20;
      // The short form is late by a third of it, with a time-out to match.
      const shorter = isShort ? 3 : 1;
      const timeoutSeconds = Math.ceil(slow.timeoutSeconds / shorter);
      await measure(stack, healthy, 1);
      const alone = await measure(stack, healthy, seconds);
      const late = await newEndpoint(stack);
      late.receiver.behave(
        answer({ delayMs: slow.delayMs / shorter + (slow.delayMs > slow.timeoutSeconds * 1_000 ? 500 : 0) }),
      );
      await addSubscription(stack, other, { url: late.receiver.url("/late"), timeoutSeconds });
      const load = startLoad(stack, { tenant: other, perSecond: isShort ? 10 : PER_SECOND });
      await untilTrue(() => late.receiver.requests.length >= 8, ARRIVAL_TIMEOUT_MS);
      const beside = await measure(stack, healthy, seconds);
      await load.stop();
      late.receiver.behave(accept());
      const startedMs = performance.now();
      await untilRecorded(stack, other, ARRIVAL_TIMEOUT_MS);
      const recoveryMs = performance.now() - startedMs;
      const lateCount = { ...countArrivals(late.receiver, load.accepted), duplicates: 0 };
      await Promise.all([healthy.receiver.stop(), late.receiver.stop()]);
      return {
        ...sum(alone.count, beside.count, lateCount),
        allowedDuplicates: 0,
        recoveryMs,
        finding: `${describe({ alone: alone.latency, beside: beside.latency })}; the late one's ${load.accepted.size} arrived when it was well`,
      };
    },
  };
}

/** More comes than a subscription may take: accepting is unchanged, the rate holds, no attempt is charged for waiting. */
const rateLimited: Drill = {
  name: "250 events/s to a subscription limited to 50/s",
  async run(stack, { isShort }): Promise<DrillResult> {
    const limit = isShort ? 5 : 50;
    const { tenant, receiver, subscriptionId } = await newEndpoint(stack, { rateLimit: { limit, periodSeconds: 1 } });
    const load = startLoad(stack, { tenant, perSecond: isShort ? 40 : 250 });
    const startedMs = Date.now();
    await pause(isShort ? 2_000 : 60_000);
    await load.stop();
    const acceptedPerSecond = load.accepted.size / ((Date.now() - startedMs) / 1_000);
    const health = await stack.call<{ backlog: { waiting: number }; estimatedEndAt: string | null }>(
      "GET",
      `/api/v1/tenants/${tenant}/subscriptions/${subscriptionId}/health`,
    );
    const recoveryMs = await untilArrived(receiver, load.accepted, isShort ? ARRIVAL_TIMEOUT_MS : DRAIN_TIMEOUT_MS);
    const estimatedMs = Date.parse(health.estimatedEndAt ?? "") - Date.now();
    const times = receiver.requests.map((request) => request.receivedAtMs);
    const drained = (times.length - 1) / ((Math.max(...times) - Math.min(...times)) / 1_000);
    const isCharged = await hasCharged(stack, subscriptionId);
    const count = countArrivals(receiver, load.accepted);
    await receiver.stop();
    return {
      ...count,
      allowedDuplicates: 0,
      recoveryMs,
      finding:
        `accepted ${acceptedPerSecond.toFixed(0)}/s; health showed ${health.backlog.waiting} waiting and an end ` +
        `${Math.abs(estimatedMs / 1_000).toFixed(0)} s ${estimatedMs < 0 ? "early" : "late"}; drained at ${drained.toFixed(1)}/s`,
      failure: rateFailure({
        drained,
        limit,
        isShort,
        isCharged,
        refused: load.refused,
        isVisible: health.estimatedEndAt !== null && health.backlog.waiting > 0,
      }),
    };
  },
};

/** Any delivery that took more than its one attempt. */
async function hasCharged(stack: Stack, subscriptionId: string): Promise<boolean> {
  const sql = "select exists (select from deliveries where subscription_id = $1 and attempt_total > 1) as charged";
  return (await query<{ charged: boolean }>(stack.databaseUrl, sql, [subscriptionId]))[0]?.charged ?? true;
}

interface RateFacts {
  drained: number;
  limit: number;
  isShort: boolean;
  isCharged: boolean;
  /** Publishes that got no 202. */
  refused: number;
  /** Health showed a backlog and when it would end. */
  isVisible: boolean;
}

/** A short run on a busy machine may be slower, never faster; and its burst of a quarter of a second weighs more. */
function rateFailure({ drained, limit, isShort, isCharged, refused, isVisible }: RateFacts): string | null {
  if (isCharged) return "waiting was charged as an attempt";
  if (refused > 0) return `${refused} publishes were not accepted`;
  if (!isVisible) return "health showed no backlog with an estimated end";
  const isRight = isShort ? drained <= limit * 1.15 : Math.abs(drained - limit) <= limit * 0.05;
  return isRight ? null : `drained at ${drained.toFixed(1)}/s instead of ${limit}/s`;
}

/** A hundred thousand events of one tenant at once; another of the same partition is served meanwhile. */
const flood: Drill = {
  name: "flood of one tenant",
  alone: "after",
  run: (stack, options) =>
    heap(stack, options, {
      isRefused: false,
      describe: (size, seconds) => `all ${size} arrived ${Math.round(seconds)} s after the last was accepted`,
    }),
};

/** A hundred thousand deliveries wait for an endpoint that does not answer; its breaker is open; then it is back. */
const openBreaker: Drill = {
  name: "open breaker with a long backlog",
  alone: "after",
  run: (stack, options) =>
    heap(stack, options, {
      isRefused: true,
      describe: (size, seconds) =>
        `${size} waited behind an open breaker and arrived ${Math.round(seconds)} s after it was well`,
    }),
};

interface Heap {
  /** The endpoint refuses connections until everything was published. */
  isRefused: boolean;
  describe(size: number, seconds: number): string;
}

async function heap(
  stack: Stack,
  { isShort }: DrillOptions,
  { isRefused, describe: tell }: Heap,
): Promise<DrillResult> {
  const size = isShort ? 5_000 : 100_000;
  const seconds = isShort ? 2 : 15;
  const { healthy, other } = await newPair(stack);
  const receiver = await startBenchReceiver();
  const { id } = await addSubscription(stack, other, { url: receiver.url });
  await measure(stack, healthy, 1);
  const alone = await measure(stack, healthy, seconds);
  if (isRefused) await receiver.refuse(true);
  const publishing = publishFlood(stack, other, size);
  const beside = await measure(stack, healthy, seconds);
  const accepted = await publishing;
  const breaker = await readBreaker(stack, other, id);
  if (isRefused) await receiver.refuse(false);
  const recoveryMs = await untilTrue(async () => (await receiver.progress()).unique >= accepted, DRAIN_TIMEOUT_MS, 200);
  const isRecorded = (await untilRecorded(stack, other, ARRIVAL_TIMEOUT_MS)) !== null;
  const { unique, duplicates } = await receiver.progress();
  receiver.stop();
  await healthy.receiver.stop();
  return {
    ...sum(alone.count, beside.count, { accepted, delivered: unique, lost: accepted - unique, duplicates }),
    allowedDuplicates: 0,
    recoveryMs,
    finding: `${tell(size, (recoveryMs ?? 0) / 1_000)}; ${describe({ alone: alone.latency, beside: beside.latency })}`,
    failure: isRecorded ? wrongBreaker(breaker, isRefused) : "arrived, and not recorded as delivered",
  };
}

async function readBreaker(stack: Stack, tenant: string, id: string): Promise<string> {
  const path = `/api/v1/tenants/${tenant}/subscriptions/${id}/health`;
  return (await stack.call<{ breaker: { state: string } }>("GET", path)).breaker.state;
}

function wrongBreaker(state: string, isRefused: boolean): string | null {
  return (state === "closed") === isRefused ? `the breaker was ${state}` : null;
}

export const NEIGHBOUR_DRILLS: readonly Drill[] = [
  slowNeighbour("slow consumer, 8 s", { delayMs: 8_000, timeoutSeconds: 10 }),
  slowNeighbour("slow consumer, 8 s and a time-out", { delayMs: 8_500, timeoutSeconds: 8 }),
  slowNeighbour("slow consumer, 29 s with a 30 s time-out", { delayMs: 29_000, timeoutSeconds: 30 }),
  rateLimited,
  flood,
  openBreaker,
];
