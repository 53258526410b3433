import { pool } from "@/lib/prisma";
import { textColumn, toTextColumn } from "./text-column";

/** A delivery that is due, with what its envelope is made of. */
export interface DueDelivery {
  id: string;
  generation: number;
  eventId: string;
  tenantId: string;
  subscriptionId: string;
  correlationId: string | null;
  sequence: number;
  orderingKey: string | null;
  attemptCount: number;
  attemptTotal: number;
  dueAt: Date;
  type: string;
  version: string;
  source: string | null;
  timestamp: Date;
  data: string;
  eventSequence: number;
}

/** Of a delivery d, with its joins. */
export const DUE_COLUMNS = `
  d.id, d.generation, d.event_id as "eventId", d.tenant_id as "tenantId", d.subscription_id as "subscriptionId",
  d.correlation_id as "correlationId", d.sequence, d.ordering_key as "orderingKey", d.attempt_count as "attemptCount",
  d.attempt_total as "attemptTotal", d.due_at as "dueAt", e.type, e.version, e.source, e.timestamp, e.data,
  r.sequence as "eventSequence"`;
/** `offset 0`: one probe for each row, whatever the planner thinks of the tables (read-queued-events.ts). */
export const DUE_JOINS = `
  join lateral (select * from events where id = d.event_id offset 0) e on true
  join lateral (select * from event_routings where event_id = d.event_id offset 0) r on true`;

/** Payload bytes of one read; a longer first one is read alone. */
const MAX_BYTES = 16 * 1_048_576;

// The lane's own range of the partial index, begun by a bound on all of its columns, which no other index can answer:
// by the equalities alone a kept plan walked all that waits in order of time (ADR 035). Then one primary-key probe each
// for event and routing.
// The length of a text is known without reading it, so what is cut off by the bytes was never fetched. Those in memory
// are looked up in a hash (`not in` of a subquery): a kept plan compares each row with each of some 400 ids for
// `id <> all(…)`, and for a join, which it takes to be one of ten.
const READ = `
select * from (
  select ${DUE_COLUMNS}, d.position,
         count(*) over () as "dueCount",
         sum(octet_length(e.data)) over (order by d.due_at, d.position) - octet_length(e.data) as "bytesBefore"
    from (select due.*
            from (select * from deliveries
                   where partition_id = $1 and subscription_id = $2 and state = 'pending' and due_at <= now()
                     and (partition_id, subscription_id, due_at, position) > ($1, $2, $5, $6)
                   order by due_at, position limit $3 + $7::int) due
           where due.id not in (select unnest(${textColumn(4)}))
           order by due.due_at, due.position limit $3) d ${DUE_JOINS}
) due where "bytesBefore" < ${MAX_BYTES} order by "dueAt", position`;

/** A place in a lane's order. */
export interface LanePlace {
  dueAt: Date;
  position: number;
}

const BEGINNING = { dueAt: "-infinity", position: 0 };

/**
 * The oldest due deliveries of a lane without those named, behind a place or from its beginning; `isAll` is false when
 * more are due behind them. Those named are thought to stand before the place: behind one, fewer than `limit` may come.
 */
export async function readDueDeliveries(input: {
  partitionId: number;
  subscriptionId: string;
  limit: number;
  except: readonly string[];
  after?: LanePlace;
}): Promise<{ deliveries: (DueDelivery & LanePlace)[]; isAll: boolean }> {
  const { dueAt, position } = input.after ?? BEGINNING;
  const expectedAgain = input.after ? 0 : input.except.length;
  const { rows } = await pool().query<DueDelivery & LanePlace & { dueCount: number }>({
    name: "read-due-deliveries",
    text: READ,
    values: [
      input.partitionId,
      input.subscriptionId,
      input.limit,
      toTextColumn(input.except),
      dueAt,
      position,
      expectedAgain,
    ],
  });
  return { deliveries: rows, isAll: rows.length < input.limit && rows.length === (rows[0]?.dueCount ?? 0) };
}
