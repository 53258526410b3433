import { z } from "zod";

/** A lane's circuit breaker as it stands in the lane's row. Times in milliseconds since the epoch. */
export const breakerState = z.discriminatedUnion("state", [
  z.object({ state: z.literal("closed"), failures: z.number().int() }),
  /** Nothing is sent before `untilMs`; `opens` pauses came since the last success. */
  z.object({ state: z.literal("open"), untilMs: z.number(), opens: z.number().int() }),
  /** One probe is on its way. */
  z.object({ state: z.literal("half_open"), opens: z.number().int() }),
]);
export type BreakerState = z.output<typeof breakerState>;
