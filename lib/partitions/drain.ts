import { pool } from "@/lib/prisma";
import { WORK_CHANNEL } from "@/lib/queries/notify";
import { sendSuccessor } from "@/lib/services/wake";
import type { DrainEnd, DrainLimits, Role } from "./owners";
import { partitionProcess } from "./process";

const LIMITS: DrainLimits = { maxMs: 30_000, lingerMs: 5_000, warmMs: 5_000 };

/**
 * Works one role of a partition in this process. A run that meets a live owner elsewhere tells it that there is
 * work and ends; a run that ends by time sends its successor.
 */
export async function drainPartition(role: Role, partitionId: number, limits = LIMITS): Promise<{ end: DrainEnd }> {
  const { owners } = await partitionProcess();
  const { end, epoch } = await owners.drain(role, partitionId, limits);
  if (end === "elsewhere") await pool().query("select pg_notify($1, $2)", [WORK_CHANNEL, String(partitionId)]);
  if (end === "time" && epoch !== null) await sendSuccessor(role, { id: partitionId, epoch });
  return { end };
}
