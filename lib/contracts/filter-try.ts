import { z } from "zod";
import { MAX_FILTER_LENGTH } from "./subscription";

export const MAX_TRIED_EVENTS = 100;

/** Which of these events an expression lets through. Events are as a consumer gets them. */
export const filterTryIn = z.strictObject({
  filter: z.string().min(1).max(MAX_FILTER_LENGTH),
  events: z.array(z.record(z.string(), z.unknown())).max(MAX_TRIED_EVENTS).default([]),
});
export type FilterTryIn = z.output<typeof filterTryIn>;

export const filterTryOut = z.object({
  /** Why the expression does not compile, and where; null when it does. */
  error: z.object({ message: z.string(), position: z.number().nullable() }).nullable(),
  /** In the order of the events. `failed`: the expression broke on this event; it is skipped, visibly. */
  results: z.array(z.object({ outcome: z.enum(["true", "false", "failed"]), reason: z.string().nullable() })),
});
export type FilterTryOut = z.output<typeof filterTryOut>;
