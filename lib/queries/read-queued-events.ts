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
  acceptedAt: Date;
  /** Null when the tenant was deleted meanwhile. */
  routingVersion: number | null;
}

const COLUMNS = `
  q.position, q.event_id as "eventId", q.tenant_id as "tenantId", q.failures, e.type, e.version, e.source,
  e.correlation_id as "correlationId", e.timestamp, e.data, e.accepted_at as "acceptedAt", t.routing_version as "routingVersion"`;

// The routing version is read in the snapshot that shows the event: a subscription whose 201 came before the
// event was published is in it.
const JOINS = "join events e on e.id = q.event_id left join tenants t on t.id = q.tenant_id";

// Dead entries of the queue's indexes stay until vacuum and a scan crawls over them (4 to 30 ms in the prototype):
// the floor is a remembered position. The primary key serves this read; other partitions' rows are filtered.
const READ_IN_ORDER = `
select ${COLUMNS} from (
  select * from event_queue where partition_id = $1 and due_at is null and position > $2 order by position limit $3
) q ${JOINS} order by q.position`;

// Turns: some of each tenant, whatever one of them has published. A loose index scan finds the tenants.
const READ_IN_TURNS = `
with recursive turns as (
  (select tenant_id from event_queue where partition_id = $1 and due_at is null and position > $2 order by tenant_id limit 1)
  union all
  select (select q.tenant_id from event_queue q
           where q.partition_id = $1 and q.due_at is null and q.tenant_id > turns.tenant_id order by q.tenant_id limit 1)
    from turns where turns.tenant_id is not null
)
select ${COLUMNS} from turns
  cross join lateral (
    select * from event_queue w
     where w.partition_id = $1 and w.due_at is null and w.tenant_id = turns.tenant_id and w.position > $2
     order by w.position limit greatest($3::int, $4::int / (select count(*) from turns where tenant_id is not null))
  ) q ${JOINS} order by q.position limit $4`;

const READ_DUE = `
select ${COLUMNS} from (
  select * from event_queue where partition_id = $1 and due_at <= now() order by due_at limit $2
) q ${JOINS} order by q.due_at, q.position`;

/** The oldest waiting events above a position, whoever published them. */
export async function readQueuedInOrder(partitionId: number, floor: number, limit: number): Promise<QueuedEvent[]> {
  const values = [partitionId, floor, limit];
  return (await pool().query<QueuedEvent>({ name: "read-queue", text: READ_IN_ORDER, values })).rows;
}

/** Waiting events of every tenant that has any: an equal share of `limit`, at least `perTenant` of each. */
export async function readQueuedInTurns(
  partitionId: number,
  share: { perTenant: number; limit: number },
): Promise<QueuedEvent[]> {
  const values = [partitionId, 0, share.perTenant, share.limit];
  return (await pool().query<QueuedEvent>({ name: "read-turns", text: READ_IN_TURNS, values })).rows;
}

/** Scheduled events whose time has come. */
export async function readDueEvents(partitionId: number, limit: number): Promise<QueuedEvent[]> {
  return (await pool().query<QueuedEvent>({ name: "read-due", text: READ_DUE, values: [partitionId, limit] })).rows;
}

export async function readNextScheduled(partitionId: number): Promise<Date | null> {
  const { rows } = await pool().query<{ dueAt: Date | null }>({
    name: "next-scheduled",
    text: 'select min(due_at) as "dueAt" from event_queue where partition_id = $1 and due_at is not null',
    values: [partitionId],
  });
  return rows[0]?.dueAt ?? null;
}
