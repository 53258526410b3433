/**
 * Begins every writing statement of an owner: $1 partition, $2 epoch. While the statement's transaction lasts a
 * takeover waits (it locks the row FOR UPDATE); after a takeover the epoch differs and no row comes back. A mere
 * `exists (epoch = …)` lets a stale owner commit: tried, two owners numbered [1, 1].
 */
export const FENCE = "select id from partitions where id = $1 and epoch = $2 for key share";
