import { cancelLockedRun } from "./end-run";
import { lockRun, type RunStatus } from "./queries/lock-run";
import { forgetFailedSteps, hurryRetries, insertStartJob, reopenRun } from "./queries/reopen";
import { insertSingleton } from "./queries/singletons";
import type { Queryable } from "./transaction";

/** What came of a command: done, or why not. `status` is the run's own. */
export type CommandResult = { result: "done" } | { result: "unknown" } | { result: "refused"; status: RunStatus };

/**
 * Ends an active run as cancelled. A call under way is not interrupted; what it answers is dropped. For operators,
 * from any process: in the caller's transaction.
 */
export async function cancelRun(db: Queryable, runId: string, reason: string): Promise<CommandResult> {
  const run = await lockRun(db, runId);
  if (!run) return { result: "unknown" };
  if (run.status !== "active") return { result: "refused", status: run.status };
  await cancelLockedRun(db, run, { reason });
  return { result: "done" };
}

/**
 * Takes a failed or cancelled run up again: finished steps keep their results, failed ones are tried again. An
 * active run that waits for its next try does not wait any longer. Refused while another run holds its singleton
 * lock (`status` is then its own), and for what is completed or under way.
 */
export async function retryRun(db: Queryable, runId: string): Promise<CommandResult> {
  const run = await lockRun(db, runId);
  if (!run) return { result: "unknown" };
  if (run.status === "completed") return { result: "refused", status: run.status };
  if (run.status === "active") {
    return (await hurryRetries(db, runId)) ? { result: "done" } : { result: "refused", status: run.status };
  }
  const { functionId, singletonKey: key } = run;
  if (key !== null && !(await insertSingleton(db, { functionId, key, runId }))) {
    return { result: "refused", status: run.status };
  }
  await forgetFailedSteps(db, runId);
  await reopenRun(db, runId);
  await insertStartJob(db, { ...run, restarts: run.restarts + 1 });
  return { result: "done" };
}
