import { TAKEN_CHANNEL } from "./notify";
import { db } from "./transaction";

/** Partitions of single tenants are numbered from here; those of everybody stay below (HOOKSWITCH_PARTITIONS ≤ 1,024). */
const FIRST_OWN_PARTITION = 10_000;

/** A new partition that no other tenant is put into; its id. */
export async function createOwnPartition(): Promise<number> {
  const [row] = await db().$queryRaw<{ id: number }[]>`
    insert into partitions (id)
    select greatest(${FIRST_OWN_PARTITION}::int, coalesce(max(id), 0) + 1) from partitions
    returning id`;
  if (!row) throw new Error("no partition was created");
  return row.id;
}

/**
 * True when the partition exists. Locked to the end of the transaction; whoever owned it owns it no more and is told so
 * with the commit, so that it does not go on sending until its next heartbeat.
 */
export async function takeFromOwner(partitionId: number): Promise<boolean> {
  const locked = await db().$queryRaw<unknown[]>`select id from partitions where id = ${partitionId} for update`;
  if (locked.length === 0) return false;
  await db().$executeRaw`
    with taken as (
      update partitions set epoch = epoch + 1, owner = null, heartbeat_at = null where id = ${partitionId} returning id, epoch
    )
    select pg_notify(${TAKEN_CHANNEL}, id || ':' || epoch) from taken`;
  return true;
}

/** Where the tenant's events go from now on, and what waits of it with them. */
export async function setPartition(tenantId: string, partitionId: number): Promise<void> {
  await db().$executeRaw`update tenants set partition_id = ${partitionId}, updated_at = now() where id = ${tenantId}`;
  await db().$executeRaw`update event_queue set partition_id = ${partitionId} where tenant_id = ${tenantId}`;
  await db().$executeRaw`
    update deliveries set partition_id = ${partitionId} where tenant_id = ${tenantId} and state = 'pending'`;
}

export async function findPartition(tenantId: string): Promise<number | null> {
  const row = await db().tenant.findUnique({ where: { id: tenantId }, select: { partitionId: true } });
  return row?.partitionId ?? null;
}

/** The tenant's partition; a move to another one waits until the transaction ends. */
export async function holdPartition(tenantId: string): Promise<number> {
  const rows = await db().$queryRaw<{ id: number }[]>`
    select partition_id as id from tenants where id = ${tenantId} for share`;
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`there is no tenant ${tenantId}`);
  return id;
}
