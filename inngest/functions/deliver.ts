import { inngestClient } from "@/inngest/client";
import { PARTITION_WORK, partitionWork, TURN_KEY } from "@/inngest/events";
import { drainPartition } from "@/lib/partitions/drain";

/** Feeds and empties the lanes of a partition while something waits. No retries: a wake or the sweep is the retry. */
export const deliver = inngestClient().createFunction(
  {
    id: "deliver",
    triggers: [{ event: PARTITION_WORK }],
    concurrency: { key: TURN_KEY, limit: 1 },
    retries: 0,
  },
  ({ event }) => drainPartition("deliver", partitionWork.parse(event.data).partition),
);
