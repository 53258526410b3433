import type { NewEvent } from "../event";
import type { Queryable } from "../transaction";
import { ENGINE_CHANNEL } from "./channel";

// One round trip. A repeated request brings the same ids and inserts nothing.
const SQL = `
with made as (
  insert into engine_events (id, event_id, name, payload, ts)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
  on conflict (id) do nothing
  returning id)
select pg_notify($6, '')::text as notified where exists (select from made)`;

export async function insertEvents(db: Queryable, events: readonly NewEvent[]): Promise<void> {
  await db.query(SQL, [
    events.map(({ id }) => id),
    events.map(({ event }) => event.id),
    events.map(({ event }) => event.name),
    events.map(({ event }) => JSON.stringify(event)),
    events.map(({ event }) => new Date(event.ts).toISOString()),
    ENGINE_CHANNEL,
  ]);
}
