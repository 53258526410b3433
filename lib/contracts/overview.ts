import { z } from "zod";
import { breakerState } from "./breaker";
import { time } from "./common";
import { deliveryState } from "./delivery";
import { MAX_SERIES_HOURS } from "./limits";

const count = z.number().int().min(0);

export const deliverySeriesQuery = z.object({
  hours: z.coerce.number().int().min(1).max(MAX_SERIES_HOURS).default(24),
  subscriptionId: z.string().max(100).optional(),
});

const latency = z.object({ p50Ms: z.number(), p95Ms: z.number(), p99Ms: z.number() });
export type Latency = z.output<typeof latency>;

/** What happened in a time: attempts by what became of them. */
export const happened = z.object({
  /** Events routed; null for a single subscription. */
  events: count.nullable(),
  delivered: count,
  /** Failed attempts that another follows. */
  failed: count,
  /** Attempts that were the last of their delivery. */
  dead: count,
  /** How long attempts took; null when there was none. */
  latency: latency.nullable(),
  /** Attempts by status code, or by what happened where there was none (`timeout`, `refused` …). */
  results: z.record(z.string(), count),
});
export type Happened = z.output<typeof happened>;

/** `backlog` null: it was not looked at in that time. */
export const seriesBucket = happened.extend({ at: time, backlog: count.nullable() });
export type SeriesBucket = z.output<typeof seriesBucket>;

/** What happened when. A bucket in which nothing was recorded and nobody looked is left out: a gap, not a zero. */
export const deliverySeriesOut = z.object({
  from: time,
  to: time,
  bucketSeconds: z.number(),
  buckets: z.array(seriesBucket),
  totals: happened,
  /** What waits now, and what died among the deliveries made since `from`; counted up to 100,000. */
  open: z.object({ waiting: count, retrying: count, dead: count, oldestAt: time.nullable() }),
});
export type DeliverySeriesOut = z.output<typeof deliverySeriesOut>;

export const activityQuery = z.object({ subscriptionId: z.string().max(100).optional() });

/** What a subscription's line shows: its last deliveries, oldest first, and what is open. */
export const subscriptionActivityOut = z.object({
  subscriptionId: z.string(),
  lastDeliveries: z.array(z.object({ id: z.string(), status: deliveryState, attemptCount: z.number() })),
  /** What is open, and what died, of the last 24 hours. */
  counts: z.object({ waiting: count, retrying: count, dead: count }),
  /** Of the last 24 hours. */
  day: happened.pick({ delivered: true, failed: true, dead: true, latency: true }),
  breaker: breakerState.nullable(),
  lastFailure: z.object({ outcome: z.string(), statusCode: z.number().nullable(), at: time }).nullable(),
  nextAttemptAt: time.nullable(),
});
export type SubscriptionActivityOut = z.output<typeof subscriptionActivityOut>;

export const activityOut = z.object({ data: z.array(subscriptionActivityOut) });
export type ActivityOut = z.output<typeof activityOut>;
