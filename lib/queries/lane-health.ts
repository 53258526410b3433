import { db } from "./transaction";

/** Rows of one lane or tenant that are counted; beyond them it is estimated, or said that there are more. */
export const MAX_COUNTED = 100_000;

/** An owner that is heard of within this time works on its lanes. */
const LIVE_SECONDS = 3;

export interface LaneHealthRow {
  breaker: unknown;
  /** What the owner told last; null when it never did (or PostgreSQL crashed since: the table is unlogged). */
  state: unknown;
  stateAt: Date | null;
  isOwned: boolean;
  tenantRateLimit: unknown;
  lastSequence: number;
  waiting: number;
  scheduled: number;
  held: number;
  oldestDueAt: Date | null;
  /** Sequence of the delivery that is due longest; for an estimate. */
  oldestSequence: number | null;
}

/** A lane's own range of the queue's index, and nothing of another's: 100,000 rows take some 25 ms. */
export async function readLaneHealth(tenantId: string | null, subscriptionId: string): Promise<LaneHealthRow | null> {
  const [row] = await db().$queryRaw<LaneHealthRow[]>`
    select l.breaker, n.state, n.updated_at as "stateAt", t.rate_limit as "tenantRateLimit",
           coalesce(p.heartbeat_at > now() - make_interval(secs => ${LIVE_SECONDS}::int), false) as "isOwned",
           l.last_sequence::float8 as "lastSequence", q.waiting, q.scheduled, q.held, q."oldestDueAt",
           (select d.sequence::float8 from deliveries d
             where d.partition_id = t.partition_id and d.subscription_id = s.id and d.state = 'pending' and d.due_at <= now()
             order by d.due_at, d.position limit 1) as "oldestSequence"
      from subscriptions s
      join tenants t on t.id = s.tenant_id
      join partitions p on p.id = t.partition_id
      join lanes l on l.subscription_id = s.id
      left join lane_states n on n.subscription_id = s.id
     cross join lateral (
       select (count(*) filter (where due_at <= now()))::int as waiting, (count(*) filter (where due_at > now()))::int as scheduled,
              (count(*) filter (where due_at is null))::int as held, min(due_at) filter (where due_at <= now()) as "oldestDueAt"
         from (select due_at from deliveries d
                where d.partition_id = t.partition_id and d.subscription_id = s.id and d.state = 'pending'
                order by due_at limit ${MAX_COUNTED + 1}::int) w) q
     where s.id = ${subscriptionId} and (${tenantId}::text is null or s.tenant_id = ${tenantId}) and s.deleted_at is null`;
  return row ?? null;
}

export interface TenantLaneRow {
  tenantId: string;
  subscriptionId: string;
  breaker: unknown;
  state: unknown;
  isOwned: boolean;
}

/** What the owners told of the tenants' lanes; lanes that nothing was ever told of are left out. */
export function readTenantLanes(tenantIds: readonly string[]): Promise<TenantLaneRow[]> {
  return db().$queryRaw<TenantLaneRow[]>`
    select s.tenant_id as "tenantId", s.id as "subscriptionId", l.breaker, n.state,
           coalesce(p.heartbeat_at > now() - make_interval(secs => ${LIVE_SECONDS}::int), false) as "isOwned"
      from subscriptions s
      join tenants t on t.id = s.tenant_id
      join partitions p on p.id = t.partition_id
      join lanes l on l.subscription_id = s.id
      left join lane_states n on n.subscription_id = s.id
     where s.tenant_id = any(${[...tenantIds]}::text[]) and s.deleted_at is null and (n.state is not null or l.breaker is not null)
     order by s.id`;
}

export interface TenantBacklogRow {
  tenantId: string;
  unrouted: number;
  waiting: number;
  retrying: number;
  dead: number;
}

/** Of each tenant that exists: one short walk of its own part of the queue, and one of what is unsettled. */
export function countTenantBacklogs(tenantIds: readonly string[]): Promise<TenantBacklogRow[]> {
  return db().$queryRaw<TenantBacklogRow[]>`
    select t.id as "tenantId", q.unrouted, d.waiting, d.retrying, d.dead
      from tenants t
     cross join lateral (
       select count(*)::int as unrouted
         from (select from event_queue q where q.partition_id = t.partition_id and q.tenant_id = t.id and q.due_at is null
                limit ${MAX_COUNTED}::int) e) q
     cross join lateral (
       select (count(*) filter (where state = 'pending' and attempt_count = 0))::int as waiting,
              (count(*) filter (where state = 'pending' and attempt_count > 0))::int as retrying,
              (count(*) filter (where state = 'dead'))::int as dead
         from (select state, attempt_count from deliveries
                where tenant_id = t.id and state in ('pending', 'dead') limit ${MAX_COUNTED}::int) o) d
     where t.id = any(${[...tenantIds]}::text[])`;
}
