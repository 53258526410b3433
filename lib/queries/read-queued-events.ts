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

/** What one read found, in the order in which it is to be routed: by position within a tenant. */
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
// never fetched. `offset 0` keeps the look-up of an event what it is: one probe for each row. Joined plainly, all of the
// day's events were hashed to find 500 (bench/plans.ts).
const withEvents = (queued: string, order: string) => `
select * from (
  select q.position, q.turn, q.event_id as "eventId", q.tenant_id as "tenantId", q.failures, e.type, e.version, e.source,
         e.correlation_id as "correlationId", e.timestamp, e.data, t.routing_version as "routingVersion",
         count(*) over () as "queuedCount",
         sum(coalesce(octet_length(e.data), 0)) over (order by ${order}) - coalesce(octet_length(e.data), 0) as "bytesBefore"
    from (${queued}) q
    left join lateral (select * from events where id = q.event_id offset 0) e on true
    left join tenants t on t.id = q.tenant_id
) found where "bytesBefore" < ${MAX_BYTES} order by "bytesBefore", position`;

// Dead entries of the queue's indexes stay until vacuum and a scan crawls over them (4 to 30 ms in the prototype):
// the floor is a remembered position. The primary key serves this read; other partitions' rows are filtered.
const READ_IN_ORDER = withEvents(
  `select *, 1 as turn from event_queue
    where partition_id = $1 and due_at is null and position > $2 order by position limit $3`,
  "q.position",
);

// Turns: the first of each tenant, then the second of each, whatever one of them has published and however large it
// is. A loose index scan finds the tenants, beginning after the one that was served last. The events of one are asked
// for as a range: for an equal tenant the planner may take the primary key, in its order, through what others have waiting.
const READ_IN_TURNS = `
with recursive turns as (
  (select tenant_id, 1 as n from event_queue
    where partition_id = $1 and due_at is null and tenant_id > $2 order by tenant_id limit 1)
  union all
  select (select q.tenant_id from event_queue q
           where q.partition_id = $1 and q.due_at is null and q.tenant_id > turns.tenant_id order by q.tenant_id limit 1), n + 1
    from turns where turns.tenant_id is not null and n < $4
) ${withEvents(
  `select w.*, row_number() over (partition by w.tenant_id order by w.position) as turn
     from turns cross join lateral (
       select * from event_queue
        where partition_id = $1 and due_at is null and (tenant_id, position) > (turns.tenant_id, 0) and tenant_id <= turns.tenant_id
        order by tenant_id, position limit greatest(1, $3::int / (select count(*) from turns where tenant_id is not null))
     ) w`,
  "q.turn, q.tenant_id",
)}`;

const READ_DUE = withEvents(
  "select *, 1 as turn from event_queue where partition_id = $1 and due_at <= now() order by due_at limit $2",
  "q.due_at, q.position",
);

type Row = QueuedEvent & { type: string | null; routingVersion: number | null; queuedCount: number; turn: number };

async function read(query: { name: string; text: string; values: unknown[] }): Promise<Row[]> {
  return (await pool().query<Row>(query)).rows;
}

function toQueueRead(rows: Row[], isCut: boolean): QueueRead {
  const isOrphan = (row: Row) => row.type === null || row.routingVersion === null;
  return {
    events: rows.filter((row) => !isOrphan(row)),
    orphans: rows.filter(isOrphan).map((row) => row.position),
    isCut,
  };
}

const isCutByBytes = (rows: Row[]) => rows.length < (rows[0]?.queuedCount ?? 0);

/** The oldest waiting events above a position, whoever published them. */
export async function readQueuedInOrder(partitionId: number, floor: number, limit: number): Promise<QueueRead> {
  const rows = await read({ name: "read-queue", text: READ_IN_ORDER, values: [partitionId, floor, limit] });
  return toQueueRead(rows, rows.length >= limit || isCutByBytes(rows));
}

export interface TurnsRead extends QueueRead {
  /** Where the next read begins; empty: with the first tenant. */
  afterTenant: string;
  /** So many of `events` come first: of tenants that have little waiting, while others have more than this read took. */
  lightCount: number;
}

/** Tenants of one read in turns. */
const MAX_TENANTS = 100;

/** Waiting events of up to a hundred tenants after the one given: an equal share of `limit` for each. */
export async function readQueuedInTurns(
  partitionId: number,
  { afterTenant, limit }: { afterTenant: string; limit: number },
): Promise<TurnsRead> {
  const values = [partitionId, afterTenant, limit, MAX_TENANTS];
  const rows = await read({ name: "read-turns", text: READ_IN_TURNS, values });
  const heads = rows.filter((row) => row.turn === 1).map((row) => row.tenantId);
  const isShort = isCutByBytes(rows) || heads.length >= MAX_TENANTS;
  const share = Math.max(1, Math.floor(limit / Math.max(1, heads.length)));
  const isCut = isShort || afterTenant !== "" || rows.some((row) => row.turn >= share);
  const found = toQueueRead(rows, isCut);
  const { light, heavy } = byWeight(found.events, share);
  return {
    ...found,
    events: [...light, ...heavy],
    lightCount: isCut ? light.length : 0,
    afterTenant: isShort ? (heads.sort().at(-1) ?? "") : "",
  };
}

/** Heavy are the events of tenants that took their share, or the most where the bytes left nobody his share. */
function byWeight(events: readonly QueuedEvent[], share: number): { light: QueuedEvent[]; heavy: QueuedEvent[] } {
  const counts = new Map<string, number>();
  for (const { tenantId } of events) counts.set(tenantId, (counts.get(tenantId) ?? 0) + 1);
  const heavyCount = Math.min(share, Math.max(0, ...counts.values()));
  const isHeavy = ({ tenantId }: QueuedEvent) => (counts.get(tenantId) ?? 0) >= heavyCount;
  return { light: events.filter((event) => !isHeavy(event)), heavy: events.filter(isHeavy) };
}

/** Scheduled events whose time has come. */
export async function readDueEvents(partitionId: number, limit: number): Promise<QueueRead> {
  const rows = await read({ name: "read-due", text: READ_DUE, values: [partitionId, limit] });
  return toQueueRead(rows, rows.length >= limit || isCutByBytes(rows));
}

export async function readNextScheduled(partitionId: number): Promise<Date | null> {
  const { rows } = await pool().query<{ dueAt: Date | null }>({
    name: "next-scheduled",
    text: 'select min(due_at) as "dueAt" from event_queue where partition_id = $1 and due_at is not null',
    values: [partitionId],
  });
  return rows[0]?.dueAt ?? null;
}
