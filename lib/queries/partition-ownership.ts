import { pool } from "@/lib/prisma";

/** An owner that sent no heartbeat for this long is taken over. */
export const STALE_AFTER_MS = 3_000;

export interface Acquired {
  epoch: number;
  /** The owner before did not let go: what it was routing may be what ended it. */
  tookOver: boolean;
}

// FOR UPDATE waits for, and then shuts out, every transaction that began with the fence of the old epoch
// (FOR KEY SHARE); a plain UPDATE would pass by it.
const ACQUIRE = `
with locked as materialized (
  select id, owner from partitions
   where id = $1 and (owner is null or owner = $2 or heartbeat_at < now() - interval '${STALE_AFTER_MS} milliseconds')
     for update
)
update partitions p
   set owner = $2, epoch = p.epoch + 1, heartbeat_at = now(), ended_badly = locked.owner is not null
  from locked
 where p.id = locked.id
returning p.epoch, p.ended_badly as "tookOver"`;

/** Null: the partition has a live owner elsewhere (or does not exist). */
export async function acquirePartition(partitionId: number, owner: string): Promise<Acquired | null> {
  const { rows } = await pool().query<Acquired>({ name: "acquire", text: ACQUIRE, values: [partitionId, owner] });
  return rows[0] ?? null;
}

const HEARTBEAT = `
update partitions p set heartbeat_at = now()
  from unnest($2::smallint[], $3::bigint[]) as held(id, epoch)
 where p.id = held.id and p.epoch = held.epoch and p.owner = $1
returning p.id`;

/** Renews every partition a process owns, in one statement. Answers the ids that it still owns. */
export async function renewPartitions(
  owner: string,
  held: readonly { id: number; epoch: number }[],
): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>({
    name: "heartbeat",
    text: HEARTBEAT,
    values: [owner, held.map((h) => h.id), held.map((h) => h.epoch)],
  });
  return rows.map((row) => row.id);
}

export async function releasePartition(partitionId: number, epoch: number): Promise<void> {
  await pool().query({
    name: "release",
    text: "update partitions set owner = null, heartbeat_at = null where id = $1 and epoch = $2",
    values: [partitionId, epoch],
  });
}

export interface Liveness {
  id: number;
  epoch: number;
  live: boolean;
}

const LIVENESS = `
select id, epoch, coalesce(owner is not null and heartbeat_at >= now() - interval '${STALE_AFTER_MS} milliseconds', false) as live
  from partitions where id = any($1::smallint[])`;

export async function readLiveness(partitionIds: readonly number[]): Promise<Liveness[]> {
  const { rows } = await pool().query<Liveness>({ name: "liveness", text: LIVENESS, values: [partitionIds] });
  return rows;
}

// Unrouted events, scheduled events that are due, waiting deliveries that are due: one probe of an index each. The
// smallest due time, and not `exists (… due_at <= now())`: where much is due the planner scans the table for that
// (240 ms beside 200,000 waiting deliveries, each second, in each worker; this takes 0.2).
const HAS_WORK = `
exists (select from event_queue q where q.partition_id = p.id and q.due_at is null)
or coalesce((select min(q.due_at) from event_queue q where q.partition_id = p.id and q.due_at is not null) <= now(), false)
or coalesce((select min(d.due_at) from deliveries d where d.partition_id = p.id and d.state = 'pending') <= now(), false)`;

/** The sweep: partitions with due or unrouted rows and no live owner. */
const ABANDONED = `
select p.id, p.epoch, false as live from partitions p
 where (p.owner is null or p.heartbeat_at < now() - interval '${STALE_AFTER_MS} milliseconds') and (${HAS_WORK})`;

export async function findAbandonedPartitions(): Promise<Liveness[]> {
  const { rows } = await pool().query<Liveness>({ name: "abandoned", text: ABANDONED });
  return rows;
}

export async function hasWork(partitionId: number): Promise<boolean> {
  const { rows } = await pool().query<{ work: boolean }>({
    name: "has-work",
    text: `select (${HAS_WORK}) as work from partitions p where p.id = $1`,
    values: [partitionId],
  });
  return rows[0]?.work ?? false;
}

const NEXT_DUE = `
select least(
  (select min(due_at) from event_queue where partition_id = $1 and due_at is not null),
  (select min(due_at) from deliveries where partition_id = $1 and state = 'pending')) as "dueAt"`;

/** When the partition has its next row to do; null when nothing waits. */
export async function readNextDue(partitionId: number): Promise<Date | null> {
  const { rows } = await pool().query<{ dueAt: Date | null }>({
    name: "next-due",
    text: NEXT_DUE,
    values: [partitionId],
  });
  return rows[0]?.dueAt ?? null;
}
