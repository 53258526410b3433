import { Prisma } from "@/lib/generated/prisma/client";
import { listMemberUserIds } from "./members";
import { db } from "./transaction";
import { deleteIfNobody } from "./users";

/** Rows of one statement, so that nothing is locked for long. */
const CHUNK = 2_000;

/** Deletes up to a chunk of deliveries and their attempts; false when none was left. */
export async function eraseSomeDeliveries(tenantId: string): Promise<boolean> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    with gone as (
      delete from deliveries where id in (select id from deliveries where tenant_id = ${tenantId} order by id limit ${CHUNK}) returning id
    ), attempts_gone as (
      delete from attempts where delivery_id in (select id from gone)
    )
    select count(*)::int as count from gone`;
  return (row?.count ?? 0) > 0;
}

/** Deletes up to a chunk of events and their routing records; false when none was left. */
export async function eraseSomeEvents(tenantId: string): Promise<boolean> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    with gone as (
      delete from events where id in (select id from events where tenant_id = ${tenantId} order by id limit ${CHUNK}) returning id
    ), routings_gone as (
      delete from event_routings where event_id in (select id from gone)
    )
    select count(*)::int as count from gone`;
  return (row?.count ?? 0) > 0;
}

/** What waits to be routed, what remembers external ids, and answers that were kept for Idempotency-Keys. */
export async function eraseQueue(tenantId: string, partitionId: number): Promise<void> {
  await db().$executeRaw`delete from event_queue where partition_id = ${partitionId} and tenant_id = ${tenantId}`;
  await db().$executeRaw`delete from idempotency_keys where scope = ${tenantId}`;
  await db().$executeRaw`delete from idempotency_keys where tenant_id = ${tenantId}`;
}

/** What was counted of it; the sums of the installation stay. */
export async function eraseRollups(tenantId: string): Promise<void> {
  await db().$executeRaw`delete from rollup_deltas where tenant_id = ${tenantId}`;
  const own = Prisma.sql`(select ${tenantId} union all select id from subscriptions where tenant_id = ${tenantId})`;
  await db().$executeRaw`delete from rollups where scope in ${own}`;
  await db().$executeRaw`delete from rollup_latencies where scope in ${own}`;
  await db().$executeRaw`delete from backlog_samples where scope in ${own}`;
}

/**
 * The tenant with all that hangs on it by foreign keys, its audit log, and the people who belong to nothing else.
 * The log is append-only but for this transaction, which names the tenant (see the trigger of audit_log).
 */
export async function eraseTenantRow(tenantId: string): Promise<void> {
  await db().$executeRaw`select set_config('hookswitch.erased_tenant', ${tenantId}, true)`;
  await db().auditEntry.deleteMany({ where: { tenantId } });
  const people = await listMemberUserIds(tenantId);
  await db().tenant.delete({ where: { id: tenantId }, select: { id: true } });
  await deleteIfNobody(people);
}
