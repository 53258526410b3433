import { z } from "zod";
import { attemptOut } from "./attempt";
import { pageQuery, time, timestamp, toTime } from "./common";
import { windowText } from "./health";

export const DELIVERY_STATES = ["pending", "delivered", "dead", "cancelled", "skipped"] as const;
export const deliveryState = z.enum(DELIVERY_STATES);
export type DeliveryState = z.output<typeof deliveryState>;

export const SKIP_REASONS = ["filter_false", "filter_failed", "disabled", "deleted"] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export const deliveryOut = z.object({
  id: z.string(),
  tenantId: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  subscriptionId: z.string(),
  correlationId: z.string().nullable(),
  sequence: z.number().nullable(),
  status: deliveryState,
  skipReason: z.enum(SKIP_REASONS).nullable(),
  /** What the filter said when it was false (JSON), or why it failed. */
  skipDetail: z.string().nullable(),
  attemptCount: z.number(),
  /** How many attempts the retry policy allows before the delivery is dead. */
  maxAttempts: z.number(),
  firstAttemptAt: time.nullable(),
  lastAttemptAt: time.nullable(),
  lastOutcome: z.string().nullable(),
  lastStatusCode: z.number().nullable(),
  nextAttemptAt: time.nullable(),
  settledAt: time.nullable(),
  createdAt: time,
});
export type DeliveryOut = z.output<typeof deliveryOut>;

/** GET /deliveries/{id}: with its attempts, oldest first, and the waits still ahead. */
export const deliveryDetailOut = deliveryOut.extend({
  destination: z.string().nullable(),
  requestBody: z.string().nullable(),
  attempts: z.array(attemptOut),
  /** Estimated times of the attempts to come (without jitter), soonest first. */
  schedule: z.array(time),
});
export type DeliveryDetailOut = z.output<typeof deliveryDetailOut>;

export const deliveryQuery = pageQuery.extend({
  /** One or several, separated by commas. */
  status: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(deliveryState))
    .optional(),
  subscriptionId: z.string().max(100).optional(),
  eventId: z.string().max(200).optional(),
  type: z.string().max(200).optional(),
  correlationId: z.string().max(200).optional(),
  code: z.coerce.number().int().min(100).max(599).optional(),
  /** What the last attempt met: `timeout`, `refused` … */
  outcome: z.string().max(40).optional(),
  after: timestamp.optional(),
  before: timestamp.optional(),
  /** What GET /health/undelivered counts in this window, such as 1h: accepted in it, wanted and not delivered now. */
  undelivered: windowText.optional(),
});
export type DeliveryQuery = z.output<typeof deliveryQuery>;

export interface DeliveryRow {
  id: string;
  tenantId: string;
  eventId: string;
  eventType: string;
  subscriptionId: string;
  correlationId: string | null;
  sequence: bigint | null;
  state: DeliveryState;
  skipReason: string | null;
  skipDetail: string | null;
  attemptCount: number;
  dueAt: Date | null;
  firstAttemptAt: Date | null;
  lastAttemptAt: Date | null;
  lastOutcome: string | null;
  lastStatusCode: number | null;
  settledAt: Date | null;
  createdAt: Date;
}

export function toDeliveryOut(row: DeliveryRow, maxAttempts: number): DeliveryOut {
  const {
    id,
    tenantId,
    eventId,
    eventType,
    subscriptionId,
    correlationId,
    state,
    attemptCount,
    lastOutcome,
    lastStatusCode,
  } = row;
  return {
    id,
    tenantId,
    eventId,
    eventType,
    subscriptionId,
    correlationId,
    sequence: row.sequence === null ? null : Number(row.sequence),
    status: state,
    skipReason: deliveryOut.shape.skipReason.parse(row.skipReason),
    skipDetail: row.skipDetail,
    attemptCount,
    maxAttempts,
    firstAttemptAt: toTime(row.firstAttemptAt),
    lastAttemptAt: toTime(row.lastAttemptAt),
    lastOutcome,
    lastStatusCode,
    nextAttemptAt: state === "pending" ? toTime(row.dueAt) : null,
    settledAt: toTime(row.settledAt),
    createdAt: toTime(row.createdAt),
  };
}
