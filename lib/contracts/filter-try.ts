import { z } from "zod";
import { eventPattern, time } from "./common";
import { MAX_FILTER_LENGTH } from "./subscription";

export const MAX_TRIED_EVENTS = 100;
export const MAX_RECENT_EVENTS = 20;

/** Which of these events an expression lets through. */
export const filterTryIn = z.strictObject({
  filter: z.string().min(1).max(MAX_FILTER_LENGTH),
  /** As a consumer gets them. */
  events: z.array(z.record(z.string(), z.unknown())).max(MAX_TRIED_EVENTS).default([]),
  /** The caller's own latest events of a type or pattern, after those that are given. */
  recent: z
    .strictObject({
      type: eventPattern.default("*"),
      limit: z.number().int().min(1).max(MAX_RECENT_EVENTS).default(MAX_RECENT_EVENTS),
    })
    .nullable()
    .default(null),
});
export type FilterTryIn = z.output<typeof filterTryIn>;

const triedOut = z.object({
  /** `failed`: the expression broke on this event, which would be skipped, visibly. */
  outcome: z.enum(["true", "false", "failed"]),
  reason: z.string().nullable(),
  /** What the expression says; null where that is too long to show. */
  value: z.unknown(),
  /** Which of the recent events it was; null for one that was given. */
  event: z.object({ id: z.string(), type: z.string(), timestamp: time }).nullable(),
});
export type TriedOut = z.output<typeof triedOut>;

export const filterTryOut = z.object({
  /** Why the expression does not compile, and where; null when it does. */
  error: z.object({ message: z.string(), position: z.number().nullable() }).nullable(),
  /** In the order of the events. */
  results: z.array(triedOut),
});
export type FilterTryOut = z.output<typeof filterTryOut>;
