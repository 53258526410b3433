import { z } from "zod";
import { eventPattern } from "./common";
import { MAX_FILTER_LENGTH, MAX_PATTERNS } from "./subscription";

/** POST /webhooks/subscribe: what tools such as Zapier send when somebody switches a trigger on. */
export const restHookIn = z.strictObject({
  targetUrl: z.string().max(2_000),
  events: z.array(eventPattern).min(1, "must name at least one event type").max(MAX_PATTERNS),
  filter: z.string().min(1).max(MAX_FILTER_LENGTH).nullable().default(null),
});
export type RestHookIn = z.output<typeof restHookIn>;

/** `id` is that of a subscription; `secret` is null when the answer is repeated. */
export const restHookOut = z.object({ id: z.string(), secret: z.string().nullable() });
export type RestHookOut = z.output<typeof restHookOut>;

/** An event as a hook gets it. */
export const hookSampleOut = z.object({
  id: z.string(),
  type: z.string(),
  version: z.string(),
  timestamp: z.string(),
  source: z.string().nullable(),
  correlationId: z.string().nullable(),
  sequence: z.number().nullable(),
  data: z.unknown(),
});
export type HookSampleOut = z.output<typeof hookSampleOut>;

/** Recent events of the tenant; else the example of the catalogue; empty where there is neither. */
export const hookSamplesOut = z.object({ data: z.array(hookSampleOut) });
