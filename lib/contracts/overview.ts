import { z } from "zod";
import { time } from "./common";
import { deliveryState } from "./delivery";

const count = z.number().int().min(0);

/** How deliveries stand, told apart as the portal draws them: `waiting` has no attempt yet, `retrying` has. */
export const stateCounts = z.object({
  delivered: count,
  waiting: count,
  retrying: count,
  dead: count,
});
export type StateCounts = z.output<typeof stateCounts>;

export const deliverySeriesQuery = z.object({ hours: z.coerce.number().int().min(1).max(168).default(24) });

/** Deliveries by the time they were made and how they stand now. Buckets without any are left out: a gap. */
export const deliverySeriesOut = z.object({
  from: time,
  to: time,
  bucketSeconds: z.number(),
  buckets: z.array(stateCounts.extend({ at: time })),
  totals: stateCounts.extend({
    /** When the oldest delivery that waits or is retried was made. */
    oldestOpenAt: time.nullable(),
  }),
});
export type DeliverySeriesOut = z.output<typeof deliverySeriesOut>;

export const activityQuery = z.object({ subscriptionId: z.string().max(100).optional() });

/** What a subscription's line shows: its last deliveries, oldest first, and what is open. */
export const subscriptionActivityOut = z.object({
  subscriptionId: z.string(),
  lastDeliveries: z.array(z.object({ id: z.string(), status: deliveryState, attemptCount: z.number() })),
  /** What is open, and what died, of the last 24 hours. */
  counts: stateCounts.omit({ delivered: true }),
  lastFailure: z.object({ outcome: z.string(), statusCode: z.number().nullable(), at: time }).nullable(),
  nextAttemptAt: time.nullable(),
});
export type SubscriptionActivityOut = z.output<typeof subscriptionActivityOut>;

export const activityOut = z.object({ data: z.array(subscriptionActivityOut) });
export type ActivityOut = z.output<typeof activityOut>;
