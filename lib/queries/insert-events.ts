import type { ClientBase } from "pg";
import { pool } from "@/lib/prisma";
import { WORK_CHANNEL } from "./notify";
import { textColumn, toTextColumn } from "./text-column";

/** An accepted event on its way into the database. */
export interface NewEvent {
  id: string;
  tenantId: string;
  partitionId: number;
  type: string;
  version: string;
  source: string | null;
  correlationId: string | null;
  externalId: string | null;
  timestamp: Date;
  deliverAt: Date | null;
  /** Raw JSON text. */
  data: string;
}

/**
 * Cost: one statement per group commit; about 20 µs of PostgreSQL time per 1 KB event in groups of 50 and more.
 * The position is drawn once and serves event and queue row, so nothing is joined. NOTIFY is sent with the
 * commit: its payload is the partition, followed by the due time for a scheduled event.
 */
const INSERT_EVENTS = `
with incoming as materialized (
  select nextval('event_position_seq') as position, t.*
    from unnest(${textColumn(1)}, ${textColumn(2)}, $3::smallint[], ${textColumn(4)}, ${textColumn(5)}, ${textColumn(6)},
                ${textColumn(7)}, ${textColumn(8)}, ${textColumn(9)}::timestamptz[], ${textColumn(10)}::timestamptz[],
                ${textColumn(11)})
      as t(id, tenant_id, partition_id, type, version, source, correlation_id, external_id, timestamp, deliver_at, data)
), stored as (
  insert into events (id, tenant_id, position, type, version, source, correlation_id, external_id, timestamp, deliver_at, data)
  select id, tenant_id, position, type, version, source, correlation_id, external_id, timestamp, deliver_at, data from incoming
), queued as (
  insert into event_queue (position, event_id, tenant_id, partition_id, due_at)
  select position, id, tenant_id, partition_id, deliver_at from incoming
)
select pg_notify('${WORK_CHANNEL}', payload)
  from (select distinct partition_id::text ||
               case when deliver_at is null then '' else ':' || (extract(epoch from deliver_at) * 1000)::bigint end as payload
          from incoming) as wakes`;

/** In the caller's transaction, or in one of its own. */
export async function insertEvents(events: readonly NewEvent[], tx?: ClientBase): Promise<void> {
  await (tx ?? pool()).query({
    name: "insert-events",
    text: INSERT_EVENTS,
    values: [
      toTextColumn(events.map((event) => event.id)),
      toTextColumn(events.map((event) => event.tenantId)),
      events.map((event) => event.partitionId),
      toTextColumn(events.map((event) => event.type)),
      toTextColumn(events.map((event) => event.version)),
      toTextColumn(events.map((event) => event.source)),
      toTextColumn(events.map((event) => event.correlationId)),
      toTextColumn(events.map((event) => event.externalId)),
      toTextColumn(events.map((event) => event.timestamp)),
      toTextColumn(events.map((event) => event.deliverAt)),
      toTextColumn(events.map((event) => event.data)),
    ],
  });
}
