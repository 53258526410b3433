import { z } from "zod";
import { eventType, externalId, line, pageQuery, time, timestamp, toTime } from "./common";

export const MAX_EVENT_BYTES = 1_048_576;
export const MAX_BATCH_BYTES = 5 * 1_048_576;
export const MAX_BATCH_EVENTS = 1_000;

/** An event as published, without its `data`: that is cut out of the request as raw text. */
export const eventIn = z.strictObject({
  type: eventType,
  data: z.unknown().refine((value) => value !== undefined, "is required"),
  /** Only on POST /api/v1/events. */
  tenant: z.string().min(1).max(200).optional(),
  externalId: externalId.nullable().default(null),
  version: line(50).default("1"),
  source: line(200).nullable().default(null),
  correlationId: line(200).nullable().default(null),
  timestamp: timestamp.nullable().default(null),
  deliverAt: timestamp.nullable().default(null),
});
export type EventIn = z.output<typeof eventIn>;

/** POST …/events takes one event or a batch, and answers in kind. */
export const publishIn = z.union([eventIn, z.strictObject({ events: z.array(eventIn).min(1).max(MAX_BATCH_EVENTS) })]);

export const publishedOut = z.object({ id: z.string(), duplicate: z.boolean() });
export const publishOut = z.union([publishedOut, z.object({ events: z.array(publishedOut) })]);
export type PublishedOut = z.output<typeof publishedOut>;

export const EVENT_STATUSES = ["accepted", "scheduled", "routed", "cancelled", "quarantined"] as const;

export const eventOut = z.object({
  id: z.string(),
  tenantId: z.string(),
  type: z.string(),
  version: z.string(),
  source: z.string().nullable(),
  correlationId: z.string().nullable(),
  externalId: z.string().nullable(),
  timestamp: time,
  deliverAt: time.nullable(),
  acceptedAt: time,
  status: z.enum(EVENT_STATUSES),
  /** Per tenant, without gaps; null until routed. */
  sequence: z.number().nullable(),
  /** How many deliveries were made, and how many subscriptions skipped it; null until routed. */
  matched: z.number().nullable(),
  skipped: z.number().nullable(),
  routedAt: time.nullable(),
  /** When its payload was erased on request; `data` is null since. */
  erasedAt: time.nullable(),
  error: z.string().nullable(),
});
export const eventDetailOut = eventOut.extend({
  /** Byte for byte as it was published. */
  data: z.unknown(),
});
export type EventOut = z.output<typeof eventOut>;

export const eventQuery = pageQuery.extend({
  type: z.string().max(200).optional(),
  correlationId: z.string().max(200).optional(),
  externalId: z.string().max(200).optional(),
  after: timestamp.optional(),
  before: timestamp.optional(),
});
export type EventQuery = z.output<typeof eventQuery>;

export interface EventRow {
  id: string;
  tenantId: string;
  type: string;
  version: string;
  source: string | null;
  correlationId: string | null;
  externalId: string | null;
  timestamp: Date;
  deliverAt: Date | null;
  acceptedAt: Date;
  erasedAt: Date | null;
}

/** How an event left the queue. */
export interface RoutingRow {
  sequence: bigint | null;
  outcome: string;
  matched: number;
  skipped: number;
  error: string | null;
  routingVersion: number | null;
  routedAt: Date;
}

/** `routing` null: still in the queue. */
export function toEventOut(row: EventRow, routing: RoutingRow | null, nowMs: number): EventOut {
  const { id, tenantId, type, version, source, correlationId, externalId } = row;
  return {
    id,
    tenantId,
    type,
    version,
    source,
    correlationId,
    externalId,
    timestamp: toTime(row.timestamp),
    deliverAt: toTime(row.deliverAt),
    acceptedAt: toTime(row.acceptedAt),
    status: eventStatus(row, routing, nowMs),
    sequence: routing?.sequence == null ? null : Number(routing.sequence),
    matched: routing?.matched ?? null,
    skipped: routing?.skipped ?? null,
    routedAt: toTime(routing?.routedAt ?? null),
    erasedAt: toTime(row.erasedAt),
    error: routing?.error ?? null,
  };
}

function eventStatus(row: EventRow, routing: RoutingRow | null, nowMs: number): EventOut["status"] {
  if (routing) return eventOut.shape.status.parse(routing.outcome);
  return row.deliverAt && row.deliverAt.getTime() > nowMs ? "scheduled" : "accepted";
}
