import { z } from "zod";

export const MAX_RETRIES = 30;
export const MIN_DELAY_SECONDS = 0.1;
export const MAX_DELAY_SECONDS = 604_800;

export const RETRY_PRESETS = ["default", "standard", "critical", "important", "relaxed"] as const;
export type RetryPreset = (typeof RETRY_PRESETS)[number];

/** A preset, whose waits are spread by chance (lib/delivery/retry.ts), or an own list that is taken literally. */
export const retryPolicy = z.union(
  [
    z.enum(RETRY_PRESETS),
    z.strictObject({
      delaysSeconds: z
        .array(
          z
            .number()
            .min(MIN_DELAY_SECONDS, `must be at least ${MIN_DELAY_SECONDS} seconds`)
            .max(MAX_DELAY_SECONDS, `must be at most ${MAX_DELAY_SECONDS} seconds (7 days)`),
        )
        .max(MAX_RETRIES, `must hold at most ${MAX_RETRIES} waits`),
    }),
  ],
  {
    error: `must be one of ${RETRY_PRESETS.join(", ")}, or { "delaysSeconds": [5, 60] } with waits of ${MIN_DELAY_SECONDS} to ${MAX_DELAY_SECONDS}`,
  },
);
export type RetryPolicy = z.output<typeof retryPolicy>;
