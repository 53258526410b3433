import { logger } from "@/lib/logger";
import { EVENT_KEY_DAYS, REQUEST_KEY_HOURS } from "@/lib/queries/claim-keys";
import { deleteSpentAccess } from "@/lib/queries/spent-access";
import {
  countDefaultRows,
  createTablePartitions,
  deleteOldKeys,
  dropOldAttempts,
} from "@/lib/queries/table-partitions";
import { getSettings } from "./settings";

/** Tables exist this far ahead: a week without a running worker is survived before the DEFAULT partition is used. */
const DAYS_AHEAD = 8;

/**
 * Creates tomorrow's table partitions, removes old idempotency keys, attempts (by the installation's setting), and
 * links and sessions that ended long ago. Rows in a DEFAULT partition mean
 * that the days ran out: they are moved to the tables of their days, and a warning says so.
 */
export async function keepTables(
  nowMs = Date.now(),
): Promise<{ created: number; keys: number; dropped: number; strays: number }> {
  const strays = await countDefaultRows();
  if (strays > 0)
    logger.warn({ rows: strays }, "rows fell into a DEFAULT partition: no table partitions were created in time");
  const created = await createTablePartitions(nowMs, DAYS_AHEAD);
  const keys = await deleteOldKeys({ eventDays: EVENT_KEY_DAYS, requestHours: REQUEST_KEY_HOURS });
  const { attemptRetentionDays } = await getSettings();
  const dropped = await dropOldAttempts(nowMs, attemptRetentionDays);
  await deleteSpentAccess();
  return { created, keys, dropped, strays };
}
