import type { EngineEvent } from "../event";
import type { Queryable } from "../transaction";

const TAKE = `
select id, payload from engine_events where dispatched_at is null
 order by received_at, id limit $1 for update skip locked`;
const MARK = "update engine_events set dispatched_at = now() where id = any($1)";

export interface WaitingEvent {
  /** Of the row. */
  id: string;
  event: EngineEvent;
}

/** Locks events that no worker has matched yet; another engine takes others. */
export async function takeEvents(db: Queryable, limit: number): Promise<WaitingEvent[]> {
  const { rows } = await db.query<{ id: string; payload: string }>(TAKE, [limit]);
  return rows.map(({ id, payload }) => ({ id, event: JSON.parse(payload) as EngineEvent }));
}

export async function markDispatched(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query(MARK, [ids]);
}
