import { logger } from "@/lib/logger";
import { findAbandonedPartitions } from "@/lib/queries/partition-ownership";
import { sendSweepWakes } from "@/lib/services/wake";

const SWEEP_MS = 1_000;

/**
 * The second net under the wakes: once a second, one indexed query for all partitions, and a wake for each with
 * due or unrouted rows and no live owner. Every worker sweeps; equal wakes count once.
 */
export function startSweep(): { stop(): void } {
  let sweeping = false;
  const timer = setInterval(async () => {
    if (sweeping) return;
    sweeping = true;
    await sweep();
    sweeping = false;
  }, SWEEP_MS);
  return { stop: () => clearInterval(timer) };
}

/** One look; also what the cron does. Does not reject: the next one comes in a second. */
export async function sweep(): Promise<number> {
  try {
    const abandoned = await findAbandonedPartitions();
    await sendSweepWakes(abandoned);
    return abandoned.length;
  } catch (error) {
    logger.warn({ err: error }, "sweep failed");
    return 0;
  }
}
