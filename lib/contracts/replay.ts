import { z } from "zod";
import { eventPattern, pageQuery, time, timestamp, toTime } from "./common";
import { deliveryState, SKIP_REASONS } from "./delivery";
import { MAX_PATTERNS } from "./subscription";

export const MAX_REPLAY_IDS = 1_000;
export const MAX_REPLAY_RATE = 1_000;
/** Deliveries a second, unless the caller says otherwise: live traffic stays first. */
export const DEFAULT_REPLAY_RATE = 50;
/** How many lines of a replay an answer lists. */
export const MAX_SHOWN_LANES = 100;

export const REPLAY_STATUSES = ["running", "completed", "cancelled", "failed"] as const;
export const replayStatus = z.enum(REPLAY_STATUSES);

/** Who asked: a request, the drain of a subscription's dead letters, the enabling of a disabled subscription. */
export const REPLAY_ORIGINS = ["request", "drain", "missed"] as const;
export type ReplayOrigin = (typeof REPLAY_ORIGINS)[number];

const id = z.string().min(1).max(200);

/** What is replayed. Without `status`: whatever was once on its way, so everything but skipped deliveries. */
const replayFilterIn = z.strictObject({
  types: z.array(eventPattern).min(1).max(MAX_PATTERNS).nullable().default(null),
  /** Deliveries of this subscription. */
  subscriptionId: id.nullable().default(null),
  status: z.array(deliveryState).min(1).nullable().default(null),
  /** The status code of the last attempt. */
  code: z.int().min(100).max(599).nullable().default(null),
  correlationId: id.nullable().default(null),
  /** Our id or the producer's. */
  eventId: id.nullable().default(null),
  deliveryIds: z.array(id).min(1).max(MAX_REPLAY_IDS).nullable().default(null),
});

export const replayIn = z
  .strictObject({
    /** The window: when the event was accepted, or the delivery made. */
    after: timestamp.nullable().default(null),
    before: timestamp.nullable().default(null),
    filter: replayFilterIn.prefault({}),
    /** Null: to the subscriptions that the deliveries are of. `onlyMissing`: what the target never had a number for. */
    target: z
      .strictObject({ subscriptionId: id, onlyMissing: z.boolean().default(false) })
      .nullable()
      .default(null),
    ratePerSecond: z.int().min(1).max(MAX_REPLAY_RATE).nullable().default(null),
    /** True: the answer says how many it would be, and nothing is sent. */
    dryRun: z.boolean().default(false),
  })
  .refine(isBounded, {
    path: ["after"],
    message: "is required: say from when on, or what to replay (filter.status, eventId, correlationId or deliveryIds)",
  })
  .refine(({ after, before }) => !after || !before || after < before, {
    path: ["before"],
    message: "must be later than after",
  });
export type ReplayIn = z.output<typeof replayIn>;

interface Bounds {
  after: Date | null;
  filter: Pick<z.output<typeof replayFilterIn>, "status" | "eventId" | "correlationId" | "deliveryIds">;
}

function isBounded({ after, filter }: Bounds): boolean {
  return [after, filter.status, filter.eventId, filter.correlationId, filter.deliveryIds].some((one) => one !== null);
}

/** A replay's filter as it lies in its row; the last three are asked for by no request. The first two are of skipped ones. */
export const replayFilter = replayFilterIn.extend({
  skipReason: z.enum(SKIP_REASONS).nullable().default(null),
  settledAfter: z.coerce.date().nullable().default(null),
  /** Only what no drain has tried. */
  isUndrained: z.boolean().default(false),
});
export type ReplayFilter = z.output<typeof replayFilter>;

const count = z.int().min(0);

/** What a dry run answers. `isExact` is false where only sending tells: the target has a filter of its own. */
export const replayCountOut = z.object({
  dryRun: z.literal(true),
  total: count,
  isExact: z.boolean(),
  /** The subscriptions with most, at most 100. */
  subscriptions: z.array(z.object({ subscriptionId: z.string(), total: count })),
});
export type ReplayCountOut = z.output<typeof replayCountOut>;

export const replayOut = z.object({
  id: z.string(),
  tenantId: z.string(),
  status: replayStatus,
  origin: z.enum(REPLAY_ORIGINS),
  after: time.nullable(),
  before: time,
  filter: replayFilterIn,
  target: z.object({ subscriptionId: z.string(), onlyMissing: z.boolean() }).nullable(),
  ratePerSecond: z.number(),
  /** How many were chosen when it began; not exact where the target's own filter decides. */
  total: count,
  isTotalExact: z.boolean(),
  /** Back on their line. */
  done: count,
  /** Not sent: changed meanwhile, not wanted by the target's filter, payload erased, or no subscription to take it. */
  skipped: count,
  /** How those that are done stand now. */
  delivered: count,
  pending: count,
  failed: count,
  /** When the last will be back on its line, at the rate so far; null unless it runs. */
  estimatedEndAt: time.nullable(),
  error: z.string().nullable(),
  /** As in the audit log. */
  createdBy: z.string(),
  createdAt: time,
  endedAt: time.nullable(),
});
export type ReplayOut = z.output<typeof replayOut>;

/** GET /replays/{id}: with its lines. */
export const replayDetailOut = replayOut.extend({
  subscriptions: z.array(z.object({ subscriptionId: z.string(), total: count, done: count, skipped: count })),
});
export type ReplayDetailOut = z.output<typeof replayDetailOut>;

export const replayQuery = pageQuery.extend({
  status: replayStatus.optional(),
  /** Its target, or the subscription whose deliveries it replays. */
  subscriptionId: z.string().max(100).optional(),
});
export type ReplayQuery = z.output<typeof replayQuery>;

/** POST /events/{id}/replay */
export const eventReplayIn = z.strictObject({ subscriptionId: id });

export interface ReplayRow {
  id: string;
  tenantId: string;
  status: string;
  origin: string;
  after: Date | null;
  before: Date;
  filter: unknown;
  targetId: string | null;
  onlyMissing: boolean;
  ratePerSecond: number;
  total: number;
  isTotalExact: boolean;
  error: string | null;
  createdBy: string;
  createdAt: Date;
  endedAt: Date | null;
}

export interface ReplayProgress {
  done: number;
  skipped: number;
  delivered: number;
  pending: number;
  failed: number;
}

export function toReplayOut(row: ReplayRow, progress: ReplayProgress, nowMs: number): ReplayOut {
  const { id: replayId, tenantId, targetId, onlyMissing, ratePerSecond, total, isTotalExact, error, createdBy } = row;
  const {
    skipReason: _reason,
    settledAfter: _after,
    isUndrained: _undrained,
    ...filter
  } = replayFilter.parse(row.filter);
  return {
    id: replayId,
    tenantId,
    status: replayStatus.parse(row.status),
    origin: replayOut.shape.origin.parse(row.origin),
    after: toTime(row.after),
    before: toTime(row.before),
    filter,
    target: targetId === null ? null : { subscriptionId: targetId, onlyMissing },
    ratePerSecond,
    total,
    isTotalExact,
    ...progress,
    estimatedEndAt: toTime(row.status === "running" ? estimateEnd(row, progress, nowMs) : null),
    error,
    createdBy,
    createdAt: toTime(row.createdAt),
    endedAt: toTime(row.endedAt),
  };
}

/** A rate that was measured for less than this says nothing yet. */
const MIN_MEASURED_MS = 5_000;

/** At the pace so far, never faster than the rate allows; null where nothing has moved for a while: nobody knows. */
export function estimateEnd(
  row: Pick<ReplayRow, "createdAt" | "ratePerSecond" | "total">,
  { done, skipped }: Pick<ReplayProgress, "done" | "skipped">,
  nowMs: number,
): Date | null {
  const left = Math.max(0, row.total - done - skipped);
  const elapsedMs = nowMs - row.createdAt.getTime();
  const wanted = row.ratePerSecond / 1_000;
  const measured = elapsedMs < MIN_MEASURED_MS ? wanted : (done + skipped) / elapsedMs;
  const perMs = Math.min(wanted, measured);
  return perMs > 0 ? new Date(nowMs + Math.ceil(left / perMs)) : null;
}
