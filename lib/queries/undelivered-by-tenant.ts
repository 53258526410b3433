import { db } from "./transaction";
import type { Undelivered } from "./undelivered";

export interface TenantUndelivered extends Undelivered {
  tenantId: string;
  name: string;
  oldestEventId: string;
}

/**
 * The same as lib/queries/undelivered counts, for each tenant that has any, the most first. Only an operator may see
 * it. One pass over the partial index of unsettled deliveries: it costs what is undelivered, whoever owns it.
 */
export async function listUndeliveredByTenant(
  { eventBound, deliveryBound }: { eventBound: string; deliveryBound: string },
  limit: number,
): Promise<TenantUndelivered[]> {
  return db().$queryRaw<TenantUndelivered[]>`
    with everything as (
      select tenant_id, event_id, state::text as state from deliveries
       where state in ('pending', 'dead') and id >= ${deliveryBound} and event_id >= ${eventBound}
      union all
      select tenant_id, event_id, 'unrouted' from event_queue
       where event_id >= ${eventBound} and (due_at is null or due_at <= now())
      union all
      select tenant_id, event_id, 'unrouted' from event_routings
       where outcome = 'quarantined' and event_id >= ${eventBound}
    ), counted as (
      select tenant_id, count(distinct event_id)::int as events,
             (count(*) filter (where state <> 'unrouted'))::int as deliveries,
             (count(*) filter (where state = 'pending'))::int as pending,
             (count(*) filter (where state = 'dead'))::int as dead,
             (count(*) filter (where state = 'unrouted'))::int as unrouted,
             min(event_id) as oldest
        from everything group by tenant_id
    )
    select counted.tenant_id as "tenantId", tenants.name, events, deliveries, pending, dead, unrouted,
           oldest as "oldestEventId"
      from counted join tenants on tenants.id = counted.tenant_id
     order by events desc, counted.tenant_id limit ${limit}`;
}
