import { inngestClient } from "@/inngest/client";
import { PARTITION_WORK, partitionWork, TURN_KEY } from "@/inngest/events";
import { drainPartition } from "@/lib/partitions/drain";

/** Routes the events of a partition while there are any. No retries: a wake or the sweep is the retry. */
export const fanOut = inngestClient().createFunction(
  {
    id: "fan-out",
    triggers: [{ event: PARTITION_WORK }],
    concurrency: { key: TURN_KEY, limit: 1 },
    retries: 0,
  },
  ({ event }) => drainPartition("fan-out", partitionWork.parse(event.data).partition),
);
