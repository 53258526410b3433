import { HOUR_MS, SECOND_MS } from "@/lib/clock";
import { toTime } from "@/lib/contracts/common";
import type { ActivityOut, DeliverySeriesOut, StateCounts, SubscriptionActivityOut } from "@/lib/contracts/overview";
import { idBound } from "@/lib/ids";
import { countDeliverySeries, type SeriesRow } from "@/lib/queries/delivery-series";
import {
  countOpenDeliveries,
  findLastDeliveries,
  type LastDeliveryRow,
  type OpenCountRow,
} from "@/lib/queries/subscription-activity";

/** About as many bars as a chart can show apart. */
const MOST_BUCKETS = 48;
const LAST_DELIVERIES = 12;
const MOST_SUBSCRIPTIONS = 200;
const OPEN_HOURS = 24;

/** Deliveries of the last hours by the time they were made and how they stand now. `tenantId` null: all. */
export async function readDeliverySeries(tenantId: string | null, hours: number): Promise<DeliverySeriesOut> {
  const bucketSeconds = Math.ceil((hours * HOUR_MS) / SECOND_MS / MOST_BUCKETS);
  const to = Date.now();
  const from = to - hours * HOUR_MS;
  const rows = await countDeliverySeries(tenantId, idBound("delivery", from), bucketSeconds);
  return {
    from: toTime(new Date(from)),
    to: toTime(new Date(to)),
    bucketSeconds,
    buckets: bucketsOf(rows),
    totals: totalsOf(rows),
  };
}

/** The line of each subscription and what is open there; `subscriptionId` null: of all in the scope. */
export async function readActivity(tenantId: string | null, subscriptionId: string | null): Promise<ActivityOut> {
  const bound = idBound("delivery", Date.now() - OPEN_HOURS * HOUR_MS);
  const last = await findLastDeliveries(tenantId, { subscriptionId, most: MOST_SUBSCRIPTIONS }, LAST_DELIVERIES);
  const open = new Map(
    (await countOpenDeliveries(tenantId, subscriptionId, bound)).map((row) => [row.subscriptionId, row]),
  );
  const bySubscription = groupBy(last, (row) => row.subscriptionId);
  return { data: [...bySubscription].map(([id, rows]) => toActivity(id, rows, open.get(id))) };
}

function bucketsOf(rows: SeriesRow[]): DeliverySeriesOut["buckets"] {
  return [...groupBy(rows, (row) => row.at)].map(([at, some]) => ({
    at: toTime(new Date(at * SECOND_MS)),
    ...countsOf(some),
  }));
}

function totalsOf(rows: SeriesRow[]): DeliverySeriesOut["totals"] {
  const open = rows.filter(({ state }) => state === "pending").map(({ oldest }) => oldest.getTime());
  return { ...countsOf(rows), oldestOpenAt: open.length === 0 ? null : toTime(new Date(Math.min(...open))) };
}

function countsOf(rows: SeriesRow[]): StateCounts {
  const counts = { delivered: 0, waiting: 0, retrying: 0, dead: 0 };
  for (const { state, tried, count } of rows) {
    if (state === "delivered" || state === "dead") counts[state] += count;
    else counts[tried ? "retrying" : "waiting"] += count;
  }
  return counts;
}

/** `rows` newest first. */
function toActivity(
  subscriptionId: string,
  rows: LastDeliveryRow[],
  open: OpenCountRow | undefined,
): SubscriptionActivityOut {
  return {
    subscriptionId,
    lastDeliveries: rows.toReversed().map(({ id, state, attemptCount }) => ({ id, status: state, attemptCount })),
    counts: { waiting: open?.waiting ?? 0, retrying: open?.retrying ?? 0, dead: open?.dead ?? 0 },
    lastFailure: lastFailureOf(rows),
    nextAttemptAt: toTime(open?.nextAttemptAt ?? null),
  };
}

function lastFailureOf(rows: LastDeliveryRow[]): SubscriptionActivityOut["lastFailure"] {
  const failed = rows.find(({ lastOutcome }) => lastOutcome !== null && lastOutcome !== "succeeded");
  if (!failed?.lastOutcome || !failed.lastAttemptAt) return null;
  return { outcome: failed.lastOutcome, statusCode: failed.lastStatusCode, at: toTime(failed.lastAttemptAt) };
}

/** Map.groupBy, which Node 20 does not have. Keeps the order of first appearance. */
function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
