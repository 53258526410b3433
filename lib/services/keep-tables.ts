import { logger } from "@/lib/logger";
import { EVENT_KEY_DAYS, REQUEST_KEY_HOURS } from "@/lib/queries/claim-keys";
import {
  countDefaultRows,
  createTablePartitions,
  deleteOldKeys,
  dropOldAttempts,
} from "@/lib/queries/table-partitions";

/** Tables exist this far ahead: a week without a running worker is survived before the DEFAULT partition is used. */
const DAYS_AHEAD = 8;
export const ATTEMPT_RETENTION_DAYS = 90;

/**
 * Creates tomorrow's table partitions, removes old idempotency keys and attempts. Rows in a DEFAULT partition mean
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
  const dropped = await dropOldAttempts(nowMs, ATTEMPT_RETENTION_DAYS);
  return { created, keys, dropped, strays };
}
