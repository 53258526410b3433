import { cancelLockedRun } from "./end-run";
import type { EngineFunction } from "./function";
import { lockRun } from "./queries/lock-run";
import { findSingleton, insertSingleton, moveSingleton } from "./queries/singletons";
import type { Queryable } from "./transaction";

const REASON = "A newer run of this singleton took its place.";

interface Contender {
  id: string;
  fn: EngineFunction;
  singletonKey: string | undefined;
}

/**
 * Takes the lock of the run's singleton. Held by another: with mode `cancel` that run ends and the lock changes
 * hands, else this one shall not be made (false).
 */
export async function takeSingleton(db: Queryable, { id, fn, singletonKey: key = "" }: Contender): Promise<boolean> {
  const lock = { functionId: fn.id, key };
  for (;;) {
    const holder = await findSingleton(db, lock);
    if (holder === undefined) {
      if (await insertSingleton(db, { ...lock, runId: id })) return true;
      continue; // somebody was quicker
    }
    if (fn.flow.singleton?.mode !== "cancel") return false;
    // The run is locked before its lock, as at the end of a run: the other way round the two could deadlock.
    const run = await lockRun(db, holder);
    if (!(await moveSingleton(db, { ...lock, from: holder, to: id }))) continue;
    if (run?.status === "active") await cancelLockedRun(db, run, { reason: REASON });
    return true;
  }
}
