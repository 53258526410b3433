import { z } from "zod";
import { deliveryState } from "./delivery";

/**
 * What became of an event for one subscription. `held`: matched, and waits since the subscription is paused;
 * `type_mismatch`: it did not subscribe to the type; `not_created`: it did not exist yet; `waiting`: the event is not
 * routed yet; `not_routed`: it never will be (cancelled or quarantined).
 */
export const TRACE_OUTCOMES = [
  "matched",
  "held",
  "filter_false",
  "filter_failed",
  "disabled",
  "deleted",
  "type_mismatch",
  "not_created",
  "waiting",
  "not_routed",
] as const;

export const traceEntryOut = z.object({
  subscriptionId: z.string(),
  description: z.string().nullable(),
  destination: z.string(),
  outcome: z.enum(TRACE_OUTCOMES),
  /** Its delivery of the event, if there is one; by replay it may have one in spite of the outcome at the time. */
  deliveryId: z.string().nullable(),
  status: deliveryState.nullable(),
  /** What the filter said when it was false (JSON), why it failed, or why the event was not routed. */
  detail: z.string().nullable(),
  /** Event types and filter as they were when the event was routed; null when it had none yet. */
  events: z.array(z.string()).nullable(),
  filter: z.string().nullable(),
});
export type TraceEntryOut = z.output<typeof traceEntryOut>;
export type TraceOutcome = TraceEntryOut["outcome"];
