import { HOUR_MS, SECOND_MS } from "@/lib/clock";
import { toTime } from "@/lib/contracts/common";
import type { DeliverySeriesOut, SeriesBucket } from "@/lib/contracts/overview";
import { notFound } from "@/lib/errors";
import { idBound } from "@/lib/ids";
import { countOpen } from "@/lib/queries/count-open";
import {
  type BacklogRow,
  type LatencyRow,
  type ResultRow,
  readBacklog,
  readLatencies,
  readResults,
} from "@/lib/queries/read-rollups";
import { findSubscription } from "@/lib/queries/subscriptions";
import { groupBy } from "./group-by";
import { sumUp } from "./happened";

/** About as many bars as a chart can show apart. */
const MOST_BUCKETS = 48;
/** Roll-ups are sums of five minutes. */
const GRAIN_SECONDS = 300;

interface SeriesInput {
  /** Null: the installation. */
  tenantId: string | null;
  subscriptionId: string | null;
  hours: number;
}

/** What happened in the last hours, and what is open now. */
export async function readDeliverySeries({ tenantId, subscriptionId, hours }: SeriesInput): Promise<DeliverySeriesOut> {
  if (subscriptionId !== null && !(await findSubscription(tenantId, subscriptionId))) throw notFound("subscription");
  const bucketSeconds = Math.ceil((hours * HOUR_MS) / SECOND_MS / MOST_BUCKETS / GRAIN_SECONDS) * GRAIN_SECONDS;
  const { from, to } = rangeOf(hours, bucketSeconds);
  const scope = subscriptionId ?? tenantId ?? "";
  const since = new Date(from);
  const [results, latencies, backlog, open] = await Promise.all([
    readResults([scope], since, bucketSeconds),
    readLatencies([scope], since, bucketSeconds),
    readBacklog(scope, since, bucketSeconds),
    countOpen({ tenantId, subscriptionId }, idBound("delivery", from)),
  ]);
  const withEvents = subscriptionId === null;
  return {
    from: toTime(since),
    to: toTime(new Date(to)),
    bucketSeconds,
    buckets: bucketsOf({ results, latencies, backlog, withEvents }),
    totals: sumUp(results, latencies, { withEvents }),
    open: { ...open, oldestAt: toTime(open.oldestAt) },
  };
}

/** Both ends on the edge of a bucket: the answer changes when something happened, not with every second. */
function rangeOf(hours: number, bucketSeconds: number): { from: number; to: number } {
  const bucketMs = bucketSeconds * SECOND_MS;
  const to = Math.ceil((Date.now() + 1) / bucketMs) * bucketMs;
  return { from: to - Math.ceil((hours * HOUR_MS) / bucketMs) * bucketMs, to };
}

interface BucketInput {
  results: readonly ResultRow[];
  latencies: readonly LatencyRow[];
  backlog: readonly BacklogRow[];
  withEvents: boolean;
}

function bucketsOf({ results, latencies, backlog, withEvents }: BucketInput): SeriesBucket[] {
  const resultsAt = groupBy(results, ({ at }) => at);
  const latenciesAt = groupBy(latencies, ({ at }) => at);
  const looked = new Map(backlog.map(({ at, pending }) => [at, pending ?? 0]));
  const times = [...new Set([...resultsAt.keys(), ...looked.keys()])].sort((a, b) => a - b);
  return times.map((at) => ({
    at: toTime(new Date(at * SECOND_MS)),
    ...sumUp(resultsAt.get(at) ?? [], latenciesAt.get(at) ?? [], { withEvents }),
    backlog: looked.get(at) ?? null,
  }));
}
