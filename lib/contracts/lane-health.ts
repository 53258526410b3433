import { z } from "zod";
import { time } from "./common";
import { failingOut, SUBSCRIPTION_STATUSES } from "./subscription";

const count = z.number().int().min(0);
const percentiles = z.object({ p50Ms: z.number(), p95Ms: z.number() }).nullable();

/** Of the last ten to twenty minutes; attempts that our own shutdown cut short are left out. */
const attempts = z.object({
  /** When the window began; null without an attempt in it. */
  since: time.nullable(),
  total: count,
  succeeded: count,
  /** 0 to 1; null without attempts. */
  successRate: z.number().nullable(),
  /** Failed ones by outcome. */
  errors: z.record(z.string(), count),
});

const latency = z.object({
  /** Our own time: from when a delivery was due until it was sent. */
  queue: percentiles,
  /** The endpoint's own time. */
  endpoint: percentiles,
});

export const breakerOut = z.object({
  state: z.enum(["closed", "open", "half_open"]),
  /** When one request tries the endpoint again; null unless open. */
  nextProbeAt: time.nullable(),
});
export type BreakerOut = z.output<typeof breakerOut>;

/** GET /subscriptions/{id}/health */
export const subscriptionHealthOut = z.object({
  subscriptionId: z.string(),
  tenantId: z.string(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  asOf: time,
  attempts,
  latency,
  breaker: breakerOut,
  /** The endpoint asked us to wait (Retry-After); null when it did not. */
  heldUntil: time.nullable(),
  concurrency: z.object({
    /** Requests in flight. */
    now: count,
    /** How many may be, as the endpoint bears it. */
    limit: count,
    /** The subscription's own maximum. */
    max: count,
  }),
  backlog: z.object({
    /** Due and not sent yet. */
    waiting: count,
    /** Will be due later: retries. */
    scheduled: count,
    /** Held by a pause. */
    held: count,
    /** Above 100,000 the counts are estimated. */
    isEstimated: z.boolean(),
    /** Since when the oldest of the waiting ones is due. */
    oldestDueAt: time.nullable(),
  }),
  /**
   * Ordered subscriptions: deliveries that others wait behind (at most 10, those with most behind them first). Cancel one
   * to skip it, or replay it to try it now.
   */
  blockedBy: z.array(
    z.object({
      deliveryId: z.string(),
      /** As JSON; null where the whole subscription keeps one order. */
      orderingKey: z.string().nullable(),
      /** `dead` blocks until somebody decides, `pending` until its retry. */
      status: z.enum(["pending", "dead"]),
      nextAttemptAt: time.nullable(),
      /** How many wait behind it; 1,000 stands for more. */
      waiting: count,
    }),
  ),
  /** Null while the endpoint does not fail. */
  failing: failingOut.nullable(),
  settledPerSecond: z.number(),
  /** When the waiting ones will have been sent at the present rate; null when nothing waits or nothing moves. */
  estimatedEndAt: time.nullable(),
  lastError: z
    .object({
      at: time,
      deliveryId: z.string(),
      outcome: z.string(),
      statusCode: z.number().nullable(),
      message: z.string().nullable(),
    })
    .nullable(),
});
export type SubscriptionHealthOut = z.output<typeof subscriptionHealthOut>;

/** GET /tenants/{tenant}/health: over all subscriptions of the tenant. */
export const tenantHealthOut = z.object({
  tenantId: z.string(),
  asOf: time,
  attempts,
  latency,
  /** Requests in flight. */
  inFlight: count,
  backlog: z.object({
    /** Accepted and not routed yet. */
    unrouted: count,
    /** Waiting for their first attempt. */
    waiting: count,
    /** Waiting for their next one. */
    retrying: count,
    dead: count,
    /** Above 100,000 the counts say "at least". */
    isAtLeast: z.boolean(),
  }),
  openBreakers: z.array(breakerOut.extend({ subscriptionId: z.string() })),
});
export type TenantHealthOut = z.output<typeof tenantHealthOut>;
