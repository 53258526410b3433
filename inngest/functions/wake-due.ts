import { inngestClient } from "@/inngest/client";
import { PARTITION_DUE } from "@/inngest/events";
import { sweep } from "@/lib/partitions/sweep";

/**
 * At the time of a partition's next due row, and once a minute as the third net: wakes the partitions that have
 * due or unrouted rows and no live owner.
 */
export const wakeDue = inngestClient().createFunction(
  { id: "wake-due", triggers: [{ event: PARTITION_DUE }, { cron: "* * * * *" }], retries: 0 },
  async () => ({ woken: await sweep() }),
);
