import { z } from "zod";
import { breakerState } from "./breaker";
import { latencyCounts } from "./latency";

/** Attempts of one window of time, without those that our own shutdown cut short. */
export const attemptWindow = z.object({
  startMs: z.number(),
  /** By outcome; `succeeded` among them. */
  outcomes: z.record(z.string(), z.number().int()),
  /** On our side: from when it was due until it was sent. */
  queue: latencyCounts,
  /** The endpoint's own time. */
  endpoint: latencyCounts,
});
export type AttemptWindow = z.output<typeof attemptWindow>;

export const lastFailure = z.object({
  atMs: z.number(),
  deliveryId: z.string(),
  outcome: z.string(),
  statusCode: z.number().nullable(),
  message: z.string().nullable(),
});

/** What the owner of a lane tells of it, from its memory; a row of `lane_states`. */
export const laneState = z.object({
  /** Newest last; the older one is whole, the newer one goes on. */
  windows: z.array(attemptWindow),
  lastFailure: lastFailure.nullable(),
  breaker: breakerState,
  /** A Retry-After holds the lane until then. */
  heldUntilMs: z.number().nullable(),
  inFlight: z.number().int(),
  /** Requests that the lane may have in flight now, by adaptive concurrency. */
  concurrencyLimit: z.number().int(),
  /** When the buckets of its rate and of its tenant's will be full: the next owner goes on from there. */
  rateFullAtMs: z.number().nullable().default(null),
  tenantRateFullAtMs: z.number().nullable().default(null),
  /** Deliveries settled per second, of the last whole ten seconds. */
  settledPerSecond: z.number(),
});
export type LaneState = z.output<typeof laneState>;
