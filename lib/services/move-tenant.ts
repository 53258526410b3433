import { invalidField, notFound } from "@/lib/errors";
import { createOwnPartition, findPartition, setPartition, takeFromOwner } from "@/lib/queries/move-tenant";
import { afterCommit, inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { wakePartitions } from "./wake";

/**
 * Moves a tenant and what waits of it to another partition, or to a new one of its own. Both partitions change
 * hands: what their owners had in flight may be sent twice. An event whose publisher had looked the tenant up within
 * the last second may still come in by the old partition; it is routed there all the same.
 */
export function moveTenant(caller: Caller, tenantId: string, target: number | "own"): Promise<{ partition: number }> {
  return inTransaction(async () => {
    const before = await findPartition(tenantId);
    if (before === null) throw notFound("tenant");
    const partition = target === "own" ? await createOwnPartition() : target;
    if (partition === before) return { partition };
    for (const id of [before, partition].sort((a, b) => a - b)) {
      if (!(await takeFromOwner(id)))
        throw invalidField("partition", "is not a partition of this installation", "not_found");
    }
    await setPartition(tenantId, partition);
    await recordChange(caller, {
      tenantId,
      action: "tenant.move",
      targetId: tenantId,
      before: { partition: before },
      after: { partition },
    });
    await afterCommit(() => wakePartitions([before, partition]));
    return { partition };
  });
}
