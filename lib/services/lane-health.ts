import { SECOND_MS } from "@/lib/clock";
import { type BreakerState, breakerState } from "@/lib/contracts/breaker";
import { toTime } from "@/lib/contracts/common";
import type { BreakerOut, SubscriptionHealthOut, TenantHealthOut } from "@/lib/contracts/lane-health";
import { type AttemptWindow, type LaneState, laneState } from "@/lib/contracts/lane-state";
import { type LatencyCounts, percentileOf, sumLatencies } from "@/lib/contracts/latency";
import { MAX_LANE_CONCURRENCY } from "@/lib/contracts/limits";
import { ordering, statusOf } from "@/lib/contracts/subscription";
import { rateLimit } from "@/lib/contracts/tenant";
import { notFound } from "@/lib/errors";
import { findBlocking } from "@/lib/queries/find-blocking";
import type { Keyset, Slice } from "@/lib/queries/keyset";
import * as queries from "@/lib/queries/lane-health";
import { findSubscription, type StoredSubscription } from "@/lib/queries/subscriptions";
import { groupBy } from "./group-by";
import { failingOf } from "./subscription-out";
import { listTenants } from "./tenants";

/** Older windows are history. */
const WINDOWS_AGE_MS = 20 * 60 * SECOND_MS;
/** A rate that was told longer ago says nothing about now. */
const RATE_AGE_MS = 20 * SECOND_MS;

/** How a subscription's lane is: from what its owner told last, and the backlog from its rows now. */
export async function readSubscriptionHealth(tenantId: string | null, id: string): Promise<SubscriptionHealthOut> {
  const subscription = await findSubscription(tenantId, id);
  const row = await queries.readLaneHealth(tenantId, id);
  if (!subscription || !row) throw notFound("subscription");
  const nowMs = Date.now();
  const state = parseState(row.state);
  const breaker = breakerOf(row, state);
  const backlog = backlogOf(row);
  const { rate, endMs } = progressOf({ row, state, breaker, waiting: backlog.waiting, nowMs }, [
    subscription.rateLimit,
    row.tenantRateLimit,
  ]);
  const max = subscription.maxConcurrency ?? MAX_LANE_CONCURRENCY;
  return {
    subscriptionId: id,
    tenantId: subscription.tenantId,
    status: statusOf(subscription),
    asOf: toTime(new Date(nowMs)),
    ...summaryOf(state ? [state] : [], nowMs),
    breaker: toBreakerOut(breaker),
    heldUntil: futureTime(state?.heldUntilMs ?? null, nowMs),
    concurrency: {
      now: row.isOwned ? (state?.inFlight ?? 0) : 0,
      limit: Math.min(max, state?.concurrencyLimit ?? max),
      max,
    },
    backlog,
    blockedBy: await blockedByOf(subscription),
    failing: failingOf(subscription),
    settledPerSecond: rate,
    estimatedEndAt: endMs === null ? null : toTime(new Date(endMs)),
    lastError: lastErrorOf(state),
  };
}

const MOST_BLOCKING = 10;

async function blockedByOf({ id, ordering: stored }: StoredSubscription): Promise<SubscriptionHealthOut["blockedBy"]> {
  const order = ordering.nullable().parse(stored);
  if (!order) return [];
  const rows = await findBlocking(id, { deadBlocks: order.onDead === "block", most: MOST_BLOCKING });
  return rows.map((row) => ({ ...row, nextAttemptAt: toTime(row.nextAttemptAt) }));
}

/** The same over all lanes of a tenant. */
export async function readTenantHealth(tenantId: string): Promise<TenantHealthOut> {
  const [health] = await readTenantHealths([tenantId]);
  if (!health) throw notFound("tenant");
  return health;
}

/** Of a page of tenants, in two statements however many they are. */
export async function listTenantHealths(
  filter: Parameters<typeof listTenants>[0],
  keyset: Keyset,
): Promise<Slice<TenantHealthOut>> {
  const { rows, ...slice } = await listTenants(filter, keyset);
  return { ...slice, rows: await readTenantHealths(rows.map(({ id }) => id)) };
}

/** In the order of the ids; one that does not exist is left out. */
async function readTenantHealths(tenantIds: readonly string[]): Promise<TenantHealthOut[]> {
  const [lanes, backlogs] = await Promise.all([
    queries.readTenantLanes(tenantIds),
    queries.countTenantBacklogs(tenantIds),
  ]);
  const lanesOf = groupBy(lanes, ({ tenantId }) => tenantId);
  const backlogOf = new Map(backlogs.map((row) => [row.tenantId, row]));
  const nowMs = Date.now();
  return tenantIds.flatMap((tenantId) => {
    const backlog = backlogOf.get(tenantId);
    return backlog ? [toTenantHealth(lanesOf.get(tenantId) ?? [], backlog, nowMs)] : [];
  });
}

function toTenantHealth(
  lanes: readonly queries.TenantLaneRow[],
  { tenantId, ...counts }: queries.TenantBacklogRow,
  nowMs: number,
): TenantHealthOut {
  const known = lanes.map((row) => ({ ...row, told: parseState(row.state) }));
  const counted = counts.waiting + counts.retrying + counts.dead;
  return {
    tenantId,
    asOf: toTime(new Date(nowMs)),
    ...summaryOf(
      known.flatMap(({ told }) => (told ? [told] : [])),
      nowMs,
    ),
    inFlight: known.reduce((sum, { isOwned, told }) => sum + (isOwned ? (told?.inFlight ?? 0) : 0), 0),
    backlog: {
      ...counts,
      isAtLeast: counted >= queries.MAX_COUNTED || counts.unrouted >= queries.MAX_COUNTED,
    },
    openBreakers: known
      .map((row) => ({ subscriptionId: row.subscriptionId, breaker: breakerOf(row, row.told) }))
      .filter(({ breaker }) => breaker.state !== "closed")
      .map(({ subscriptionId, breaker }) => ({ subscriptionId, ...toBreakerOut(breaker) })),
  };
}

/** What is not of this version is as good as not told. */
function parseState(stored: unknown): LaneState | null {
  return laneState.nullable().catch(null).parse(stored);
}

/** The owner's own word while there is one; else what it left behind. */
function breakerOf(row: { breaker: unknown; isOwned: boolean }, state: LaneState | null): BreakerState {
  if (row.isOwned && state) return state.breaker;
  return breakerState.catch({ state: "closed", failures: 0 }).parse(row.breaker);
}

function toBreakerOut(breaker: BreakerState): BreakerOut {
  const isOpen = breaker.state === "open";
  return { state: breaker.state, nextProbeAt: isOpen ? toTime(new Date(breaker.untilMs)) : null };
}

function summaryOf(states: readonly LaneState[], nowMs: number): Pick<TenantHealthOut, "attempts" | "latency"> {
  const windows = states.flatMap((state) => state.windows).filter(({ startMs }) => startMs > nowMs - WINDOWS_AGE_MS);
  const errors: Record<string, number> = {};
  let total = 0;
  for (const { outcomes } of windows) {
    for (const [outcome, count] of Object.entries(outcomes)) {
      total += count;
      if (outcome !== "succeeded") errors[outcome] = (errors[outcome] ?? 0) + count;
    }
  }
  const failed = Object.values(errors).reduce((sum, count) => sum + count, 0);
  return {
    attempts: {
      since: total === 0 ? null : toTime(new Date(Math.min(...windows.map(({ startMs }) => startMs)))),
      total,
      succeeded: total - failed,
      successRate: total === 0 ? null : (total - failed) / total,
      errors,
    },
    latency: { queue: percentilesOf(windows, "queue"), endpoint: percentilesOf(windows, "endpoint") },
  };
}

function percentilesOf(windows: readonly AttemptWindow[], part: "queue" | "endpoint") {
  const counts: LatencyCounts = sumLatencies(windows.map((window) => window[part]));
  const [p50Ms, p95Ms] = [percentileOf(counts, 0.5), percentileOf(counts, 0.95)];
  return p50Ms === null || p95Ms === null ? null : { p50Ms, p95Ms };
}

function backlogOf(row: queries.LaneHealthRow): SubscriptionHealthOut["backlog"] {
  const { scheduled, held } = row;
  const isEstimated = row.waiting + scheduled + held > queries.MAX_COUNTED;
  // What waits is, but for the retries, one run of numbers up to the last one.
  const run = row.oldestSequence === null ? 0 : row.lastSequence - row.oldestSequence + 1;
  return {
    waiting: isEstimated ? Math.max(row.waiting, run) : row.waiting,
    scheduled,
    held,
    isEstimated,
    oldestDueAt: toTime(row.oldestDueAt),
  };
}

interface Progress {
  row: queries.LaneHealthRow;
  state: LaneState | null;
  breaker: BreakerState;
  waiting: number;
  nowMs: number;
}

/** What was settled lately is the best guess; before that, the rate that is allowed. */
function progressOf({ row, state, breaker, waiting, nowMs }: Progress, limits: readonly unknown[]) {
  const isFresh = row.isOwned && row.stateAt !== null && nowMs - row.stateAt.getTime() < RATE_AGE_MS;
  const rate = isFresh ? (state?.settledPerSecond ?? 0) : 0;
  if (waiting === 0 || !row.isOwned || breaker.state !== "closed") return { rate, endMs: null };
  const expected = rate > 0 ? rate : Math.min(...limits.map(perSecondOf));
  const endMs = Number.isFinite(expected) ? nowMs + (waiting / expected) * SECOND_MS : null;
  return { rate, endMs };
}

function perSecondOf(stored: unknown): number {
  const rate = rateLimit.nullable().catch(null).parse(stored);
  return rate ? rate.limit / rate.periodSeconds : Number.POSITIVE_INFINITY;
}

function futureTime(timeMs: number | null, nowMs: number): string | null {
  return timeMs !== null && timeMs > nowMs ? toTime(new Date(timeMs)) : null;
}

function lastErrorOf(state: LaneState | null): SubscriptionHealthOut["lastError"] {
  if (!state?.lastFailure) return null;
  const { atMs, deliveryId, outcome, statusCode, message } = state.lastFailure;
  return { at: toTime(new Date(atMs)), deliveryId, outcome, statusCode, message };
}
