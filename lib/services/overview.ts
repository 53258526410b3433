import { DAY_MS } from "@/lib/clock";
import { breakerState } from "@/lib/contracts/breaker";
import { toTime } from "@/lib/contracts/common";
import { lastFailure } from "@/lib/contracts/lane-state";
import type { ActivityOut, SubscriptionActivityOut } from "@/lib/contracts/overview";
import { idBound } from "@/lib/ids";
import { type LatencyRow, type ResultRow, readLatencies, readResults } from "@/lib/queries/read-rollups";
import {
  countOpenDeliveries,
  findActiveLanes,
  findLastDeliveries,
  type LaneStateRow,
  type LastDeliveryRow,
  type OpenCountRow,
} from "@/lib/queries/subscription-activity";
import { groupBy } from "./group-by";
import { sumUp } from "./happened";

const LAST_DELIVERIES = 12;
const MOST_SUBSCRIPTIONS = 200;
const DAY_SECONDS = 86_400;

/** The line of each subscription, its day, and what is open there; `subscriptionId` null: of all in the scope. */
export async function readActivity(tenantId: string | null, subscriptionId: string | null): Promise<ActivityOut> {
  const dayAgo = Date.now() - DAY_MS;
  const lanes = await findActiveLanes(tenantId, { subscriptionId, most: MOST_SUBSCRIPTIONS });
  const ids = lanes.map((lane) => lane.subscriptionId);
  if (ids.length === 0) return { data: [] };
  const [last, open, results, latencies] = await Promise.all([
    findLastDeliveries(ids, LAST_DELIVERIES),
    countOpenDeliveries(tenantId, subscriptionId, idBound("delivery", dayAgo)),
    readResults(ids, new Date(dayAgo), DAY_SECONDS),
    readLatencies(ids, new Date(dayAgo), DAY_SECONDS),
  ]);
  const lastOf = groupBy(last, (row) => row.subscriptionId);
  const openOf = new Map(open.map((row) => [row.subscriptionId, row]));
  const resultsOf = groupBy(results, ({ scope }) => scope);
  const latenciesOf = groupBy(latencies, ({ scope }) => scope);
  return {
    data: lanes.map((lane) => {
      const id = lane.subscriptionId;
      const day = dayOf(resultsOf.get(id) ?? [], latenciesOf.get(id) ?? []);
      return toActivity(lane, { last: lastOf.get(id) ?? [], open: openOf.get(id), day });
    }),
  };
}

function dayOf(results: ResultRow[], latencies: LatencyRow[]): SubscriptionActivityOut["day"] {
  const { delivered, failed, dead, latency } = sumUp(results, latencies, { withEvents: false });
  return { delivered, failed, dead, latency };
}

interface Known {
  /** Newest first. */
  last: LastDeliveryRow[];
  open: OpenCountRow | undefined;
  day: SubscriptionActivityOut["day"];
}

function toActivity(lane: LaneStateRow, { last, open, day }: Known): SubscriptionActivityOut {
  const { subscriptionId } = lane;
  const breaker = breakerState.nullable().catch(null).parse(lane.breaker);
  return {
    subscriptionId,
    lastDeliveries: last.toReversed().map(({ id, state, attemptCount }) => ({ id, status: state, attemptCount })),
    counts: { waiting: open?.waiting ?? 0, retrying: open?.retrying ?? 0, dead: open?.dead ?? 0 },
    day,
    breaker,
    // Behind an open breaker the last ones wait untried: what failed is further back.
    lastFailure: lastFailureOf(last) ?? (breaker && breaker.state !== "closed" ? toldFailureOf(lane) : null),
    nextAttemptAt: toTime(open?.nextAttemptAt ?? null),
  };
}

function toldFailureOf(lane: LaneStateRow): SubscriptionActivityOut["lastFailure"] {
  const told = lastFailure.nullable().catch(null).parse(lane.lastFailure);
  return told && { outcome: told.outcome, statusCode: told.statusCode, at: toTime(new Date(told.atMs)) };
}

function lastFailureOf(rows: LastDeliveryRow[]): SubscriptionActivityOut["lastFailure"] {
  const failed = rows.find(({ lastOutcome }) => lastOutcome !== null && lastOutcome !== "succeeded");
  if (!failed?.lastOutcome || !failed.lastAttemptAt) return null;
  return { outcome: failed.lastOutcome, statusCode: failed.lastStatusCode, at: toTime(failed.lastAttemptAt) };
}
