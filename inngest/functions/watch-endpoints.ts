import { inngestClient } from "@/inngest/client";
import { releaseForgotten } from "@/lib/services/release-held";
import { drainDeadLetters, watchFailing } from "@/lib/services/watch-endpoints";

/**
 * Every minute: endpoints that fail for long are warned of and switched off, dead letters of those that are well again
 * go out, and what a resume that broke off left held goes on.
 */
export const watchEndpointsMinutely = inngestClient().createFunction(
  { id: "watch-endpoints", triggers: [{ cron: "* * * * *" }], retries: 0 },
  async () => {
    const failing = await watchFailing();
    return { ...failing, drained: await drainDeadLetters(), released: await releaseForgotten() };
  },
);
