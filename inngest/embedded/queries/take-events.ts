import type { EngineEvent } from "../event";
import type { Queryable } from "../transaction";
import { isLater, type Since } from "./insert-waits";

// Times as text: a Date would lose the microseconds that order events.
const SQL = `
with taken as (
  select id from engine_events where dispatched_at is null order by received_at, id limit $1 for update skip locked)
update engine_events e set dispatched_at = now() from taken where e.id = taken.id
returning e.id, e.payload, to_char(e.received_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00' as "receivedAt"`;

export interface WaitingEvent {
  /** Of the row. */
  id: string;
  event: EngineEvent;
  /** Its place in the order of arrival. */
  since: Since;
}

/**
 * Takes events that no worker has matched yet and marks them dispatched, in the order of their arrival; another engine
 * takes others. They are to be matched in the same transaction.
 */
export async function takeEvents(db: Queryable, limit: number): Promise<WaitingEvent[]> {
  const { rows } = await db.query<{ id: string; payload: string; receivedAt: string }>(SQL, [limit]);
  const events = rows.map(({ id, payload, receivedAt }) => ({
    id,
    event: JSON.parse(payload) as EngineEvent,
    since: { at: receivedAt, id },
  }));
  return events.sort((a, b) => (isLater(a.since, b.since) ? 1 : -1));
}
