import { notifyCommand } from "@/lib/queries/notify";
import { findForgottenHeld, releaseSomeHeld } from "@/lib/queries/release-held";
import { db } from "@/lib/queries/transaction";
import { wakePartitions } from "./wake";

/** Makes all that a pause held due, chunk by chunk, and tells the owner. */
export async function releaseHeld(partitionId: number, subscriptionId: string): Promise<void> {
  let isMore = await releaseSomeHeld(partitionId, subscriptionId);
  if (!isMore) return;
  while (isMore) isMore = await releaseSomeHeld(partitionId, subscriptionId);
  await notifyCommand(db(), { partitionId, subscriptionId });
  await wakePartitions([partitionId]);
}

/** The net under resumes that broke off. Answers how many lines it released. */
export async function releaseForgotten(): Promise<number> {
  const lines = await findForgottenHeld();
  for (const { partitionId, subscriptionId } of lines) await releaseHeld(partitionId, subscriptionId);
  return lines.length;
}
