import type { DeliveryState } from "@/lib/contracts/delivery";
import { db } from "./transaction";

interface ActivityFilter {
  /** One subscription; null: all of the scope. */
  subscriptionId: string | null;
  /** How many subscriptions, newest first. */
  most: number;
}

export interface LastDeliveryRow {
  subscriptionId: string;
  id: string;
  state: DeliveryState;
  attemptCount: number;
  lastOutcome: string | null;
  lastStatusCode: number | null;
  lastAttemptAt: Date | null;
}

export interface LaneStateRow {
  subscriptionId: string;
  breaker: unknown;
  /** What the owner of the lane told last; gone after a crash of PostgreSQL. */
  lastFailure: unknown;
}

/** The subscriptions of a scope, newest first, with the breaker that their lanes remember. */
export function findActiveLanes(
  tenantId: string | null,
  { subscriptionId, most }: ActivityFilter,
): Promise<LaneStateRow[]> {
  return db().$queryRaw<LaneStateRow[]>`
    select s.id as "subscriptionId", l.breaker, t.state->'lastFailure' as "lastFailure"
      from subscriptions s left join lanes l on l.subscription_id = s.id
      left join lane_states t on t.subscription_id = s.id
     where (${tenantId}::text is null or s.tenant_id = ${tenantId}) and s.deleted_at is null
       and (${subscriptionId}::text is null or s.id = ${subscriptionId})
     order by s.id desc limit ${most}`;
}

/** The last deliveries of each subscription, newest first: one short walk of (subscription_id, id) for each. */
export function findLastDeliveries(
  subscriptionIds: readonly string[],
  perSubscription: number,
): Promise<LastDeliveryRow[]> {
  return db().$queryRaw<LastDeliveryRow[]>`
    select s.id as "subscriptionId", d.id, d.state::text as state, d.attempt_count::int as "attemptCount",
           d.last_outcome as "lastOutcome", d.last_status_code::int as "lastStatusCode", d.last_attempt_at as "lastAttemptAt"
      from unnest(${[...subscriptionIds]}::text[]) as s(id)
     cross join lateral (select * from deliveries where subscription_id = s.id order by id desc limit ${perSubscription}) d
     order by s.id desc, d.id desc`;
}

export interface OpenCountRow {
  subscriptionId: string;
  waiting: number;
  retrying: number;
  dead: number;
  nextAttemptAt: Date | null;
}

/** What is open or died since `idBound`; served by the partial index of unsettled deliveries. */
export function countOpenDeliveries(
  tenantId: string | null,
  subscriptionId: string | null,
  idBound: string,
): Promise<OpenCountRow[]> {
  return db().$queryRaw<OpenCountRow[]>`
    select subscription_id as "subscriptionId",
           (count(*) filter (where state = 'pending' and attempt_count = 0))::int as waiting,
           (count(*) filter (where state = 'pending' and attempt_count > 0))::int as retrying,
           (count(*) filter (where state = 'dead'))::int as dead,
           min(due_at) filter (where state = 'pending') as "nextAttemptAt"
      from deliveries
     where (${tenantId}::text is null or tenant_id = ${tenantId}) and state in ('pending', 'dead') and id >= ${idBound}
       and (${subscriptionId}::text is null or subscription_id = ${subscriptionId})
     group by 1`;
}
