import type pg from "pg";
import { z } from "zod";
import { finishStep } from "./ops";
import { insertSteps, lockRun, resetAttempt } from "./queries/finish-job";
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
 * SDK stops the call.
 */
export async function saveCheckpoint(
  pool: pg.Pool,
  { runId, body }: { runId: string; body: unknown },
): Promise<"saved" | "stale" | "unknown"> {
  const { qi_id: jobId, generation_id: generation, steps } = checkpoint.parse(body);
  return inTransaction(pool, async (client) => {
    const run = await lockRun(client, runId);
    if (!run) return "unknown";
    // The next step starts with its own count of attempts.
    if (run.status !== "active" || !(await resetAttempt(client, { jobId, generation }))) return "stale";
    await insertSteps(client, runId, steps.map(finishStep));
    return "saved";
  });
}
