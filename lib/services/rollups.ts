import { MAX_SERIES_HOURS } from "@/lib/contracts/limits";
import { foldSomeRollups, pruneRollups, sampleBacklog } from "@/lib/queries/fold-rollups";

/** A day longer than any chart looks back. */
const KEEP_HOURS = MAX_SERIES_HOURS + 24;

/** Sums up what happened since the last time, notes how much waits, and forgets what no chart shows any more. */
export async function foldRollups(): Promise<{ folded: number }> {
  let folded = 0;
  for (;;) {
    const { count, isAll } = await foldSomeRollups();
    folded += count;
    if (isAll) break;
  }
  await sampleBacklog();
  await pruneRollups(KEEP_HOURS);
  return { folded };
}
