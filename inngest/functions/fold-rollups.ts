import { inngestClient } from "@/inngest/client";
import { foldRollups } from "@/lib/services/rollups";

/** Every minute: what the charts read. One at a time; a missed minute is made up by the next. */
export const foldRollupsMinutely = inngestClient().createFunction(
  { id: "fold-rollups", triggers: [{ cron: "* * * * *" }], concurrency: { limit: 1 }, retries: 0 },
  () => foldRollups(),
);
