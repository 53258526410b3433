import type { EngineEvent } from "../event";
import type { Queryable } from "../transaction";
import type { Since } from "./insert-waits";

// Times as text: a Date would lose the microseconds that order events.
const TAKE = `
select id, payload, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00' as "receivedAt"
  from engine_events where dispatched_at is null
 order by received_at, id limit $1 for update skip locked`;
const MARK = "update engine_events set dispatched_at = now() where id = any($1)";

export interface WaitingEvent {
  /** Of the row. */
  id: string;
  event: EngineEvent;
  /** Its place in the order of arrival. */
  since: Since;
}

/** Locks events that no worker has matched yet, in the order of their arrival; another engine takes others. */
export async function takeEvents(db: Queryable, limit: number): Promise<WaitingEvent[]> {
  const { rows } = await db.query<{ id: string; payload: string; receivedAt: string }>(TAKE, [limit]);
  return rows.map(({ id, payload, receivedAt }) => ({
    id,
    event: JSON.parse(payload) as EngineEvent,
    since: { at: receivedAt, id },
  }));
}

export async function markDispatched(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query(MARK, [ids]);
}
