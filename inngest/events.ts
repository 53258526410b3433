import { z } from "zod";

/** Names and schemas of the events that our own functions answer to. They carry wake-ups, never work. */
export const PARTITION_WORK = "partition/work";
export const PARTITION_DUE = "partition/due";
export const REPLAY_RUN = "replay/run";
export const SECRET_EXPIRED = "secret/expired";

export const partitionWork = z.object({ partition: z.number().int() });
export const replayRun = z.object({ replay: z.string() });
