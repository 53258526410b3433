import { pool } from "@/lib/prisma";

/** An event that waits to be routed, with what the matcher and the envelope need. */
export interface QueuedEvent {
  position: number;
  eventId: string;
  tenantId: string;
  failures: number;
  type: string;
  version: string;
  source: string | null;
  correlationId: string | null;
  timestamp: Date;
  data: string;
  /** Of the tenant, in the snapshot that shows the event. */
  routingVersion: number;
}

/** What one read found. */
export interface QueueRead {
  events: QueuedEvent[];
  /** Positions of events that nobody may route any more: their tenant was deleted. */
  orphans: number[];
  /** The read was cut: there is more. */
  isCut: boolean;
}

/** Payload bytes of one read; a longer first event is read alone. */
const MAX_BYTES = 16 * 1_048_576;

// The routing version is read in the snapshot that shows the event: a subscription whose 201 came before the
// event was published is in it. The length of a text is known without reading it, so what the bytes cut off was
// never fetched.
const withEvents = (queued: string) => `
select * from (
  select q.position, q.event_id as "eventId", q.tenant_id as "tenantId", q.failures, e.type, e.version, e.source,
         e.correlation_id as "correlationId", e.timestamp, e.data, t.routing_version as "routingVersion",
         count(*) over () as "queuedCount",
         sum(coalesce(octet_length(e.data), 0)) over (order by q.position) - coalesce(octet_length(e.data), 0) as "bytesBefore"
    from (${queued}) q
    left join events e on e.id = q.event_id
    left join tenants t on t.id = q.tenant_id
) found where "bytesBefore" < ${MAX_BYTES} order by position`;

// Dead entries of the queue's indexes stay until vacuum and a scan crawls over them (4 to 30 ms in the prototype):
// the floor is a remembered position. The primary key serves this read; other partitions' rows are filtered.
const READ_IN_ORDER = withEvents(`
  select * from event_queue where partition_id = $1 and due_at is null and position > $2 order by position limit $3`);

// Turns: some of each tenant, whatever one of them has published. A loose index scan finds the tenants.
const READ_IN_TURNS = `
with recursive turns as (
  (select tenant_id from event_queue where partition_id = $1 and due_at is null order by tenant_id limit 1)
  union all
  select (select q.tenant_id from event_queue q
           where q.partition_id = $1 and q.due_at is null and q.tenant_id > turns.tenant_id order by q.tenant_id limit 1)
    from turns where turns.tenant_id is not null
) ${withEvents(`
  select w.* from turns cross join lateral (
    select * from event_queue where partition_id = $1 and due_at is null and tenant_id = turns.tenant_id
     order by position limit greatest($2::int, $3::int / (select count(*) from turns where tenant_id is not null))
  ) w order by w.position limit $3`)}`;

const READ_DUE = withEvents(
  "select * from event_queue where partition_id = $1 and due_at <= now() order by due_at limit $2",
);

type Row = QueuedEvent & { type: string | null; routingVersion: number | null; queuedCount: number };

async function read(query: { name: string; text: string; values: number[]; limit: number }): Promise<QueueRead> {
  const { rows } = await pool().query<Row>({ name: query.name, text: query.text, values: query.values });
  const isOrphan = (row: Row) => row.type === null || row.routingVersion === null;
  return {
    events: rows.filter((row) => !isOrphan(row)),
    orphans: rows.filter(isOrphan).map((row) => row.position),
    isCut: rows.length >= query.limit || rows.length < (rows[0]?.queuedCount ?? 0),
  };
}

/** The oldest waiting events above a position, whoever published them. */
export function readQueuedInOrder(partitionId: number, floor: number, limit: number): Promise<QueueRead> {
  return read({ name: "read-queue", text: READ_IN_ORDER, values: [partitionId, floor, limit], limit });
}

/** Waiting events of every tenant that has any: an equal share of `limit`, at least `perTenant` of each. */
export function readQueuedInTurns(
  partitionId: number,
  share: { perTenant: number; limit: number },
): Promise<QueueRead> {
  const values = [partitionId, share.perTenant, share.limit];
  return read({ name: "read-turns", text: READ_IN_TURNS, values, limit: share.limit });
}

/** Scheduled events whose time has come. */
export function readDueEvents(partitionId: number, limit: number): Promise<QueueRead> {
  return read({ name: "read-due", text: READ_DUE, values: [partitionId, limit], limit });
}

export async function readNextScheduled(partitionId: number): Promise<Date | null> {
  const { rows } = await pool().query<{ dueAt: Date | null }>({
    name: "next-scheduled",
    text: 'select min(due_at) as "dueAt" from event_queue where partition_id = $1 and due_at is not null',
    values: [partitionId],
  });
  return rows[0]?.dueAt ?? null;
}
