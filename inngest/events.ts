import { z } from "zod";

/** Names and schemas of the events that our own functions answer to. They carry wake-ups, never work. */
export const PARTITION_WORK = "partition/work";
export const PARTITION_DUE = "partition/due";
export const REPLAY_RUN = "replay/run";
export const SECRET_EXPIRED = "secret/expired";

export const partitionWork = z.object({ partition: z.number().int() });
/**
 * What our concurrency keys count by: the partition under an epoch. A server that has not noticed yet that a worker is
 * dead counts its runs as running (over a connection for two minutes): the next epoch does not wait behind them.
 */
export const TURN_KEY = "event.data.turn";
export const replayRun = z.object({ replay: z.string() });
