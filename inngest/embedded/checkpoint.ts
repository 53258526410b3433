import type pg from "pg";
import { z } from "zod";
import { overflow } from "./continue-run";
import { finishStep, RefusedOperation } from "./ops";
import { resetAttempt } from "./queries/finish-job";
import { lockRun } from "./queries/lock-run";
import { insertSteps, measureSteps } from "./queries/steps";
import { inTransaction } from "./transaction";

const checkpoint = z.object({
  qi_id: z.string(),
  generation_id: z.number().int(),
  steps: z.array(
    z.object({
      op: z.literal("StepRun"),
      id: z.string(),
      displayName: z.string().nullish(),
      data: z.unknown().optional(),
      error: z.unknown().optional(),
    }),
  ),
});

/**
 * Saves steps that a running call has finished. `stale`: the call's lease went to another; nothing was saved and the
 * SDK stops the call. `refused`: too much; the SDK hands the step over with its answer, which then fails the run.
 */
export async function saveCheckpoint(
  pool: pg.Pool,
  { runId, body }: { runId: string; body: unknown },
): Promise<"saved" | "stale" | "unknown" | "refused"> {
  const { qi_id: jobId, generation_id: generation, steps } = checkpoint.parse(body);
  try {
    return await inTransaction(pool, async (client) => {
      const run = await lockRun(client, runId);
      if (!run) return "unknown";
      // The next step starts with its own count of attempts.
      if (run.status !== "active" || !(await resetAttempt(client, { jobId, generation }))) return "stale";
      await insertSteps(client, runId, steps.map(finishStep));
      const problem = overflow(await measureSteps(client, runId));
      if (problem) throw new RefusedOperation(problem.message, problem.name);
      return "saved";
    });
  } catch (error) {
    if (error instanceof RefusedOperation) return "refused";
    throw error;
  }
}
