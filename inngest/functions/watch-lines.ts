import { inngestClient } from "@/inngest/client";
import { releaseForgotten } from "@/lib/services/release-held";

/** Every minute: what a resume that broke off left held goes on. */
export const watchLinesMinutely = inngestClient().createFunction(
  { id: "watch-lines", triggers: [{ cron: "* * * * *" }], retries: 0 },
  async () => ({ released: await releaseForgotten() }),
);
