import { MOST_COUNTED } from "@/lib/contracts/limits";
import { db } from "./transaction";

export interface OpenCounts {
  waiting: number;
  retrying: number;
  dead: number;
  oldestAt: Date | null;
}

/**
 * What waits now, and what died of the deliveries made since `deadBound` (an id), from base rows: served by the
 * partial index of unsettled deliveries, and bounded, so that a backlog of millions costs what 100,000 cost.
 */
export async function countOpen(
  { tenantId, subscriptionId }: { tenantId: string | null; subscriptionId: string | null },
  deadBound: string,
): Promise<OpenCounts> {
  const [row] = await db().$queryRaw<OpenCounts[]>`
    with pending as (
      select attempt_count, created_at from deliveries
       where (${tenantId}::text is null or tenant_id = ${tenantId}) and state = 'pending'
         and (${subscriptionId}::text is null or subscription_id = ${subscriptionId})
       order by id limit ${MOST_COUNTED}
    ), dead as (
      select 1 from deliveries
       where (${tenantId}::text is null or tenant_id = ${tenantId}) and state = 'dead' and id >= ${deadBound}
         and (${subscriptionId}::text is null or subscription_id = ${subscriptionId})
       limit ${MOST_COUNTED}
    )
    select (select count(*) from pending where attempt_count = 0)::int as waiting,
           (select count(*) from pending where attempt_count > 0)::int as retrying,
           (select count(*) from dead)::int as dead,
           (select min(created_at) from pending) as "oldestAt"`;
  return row ?? { waiting: 0, retrying: 0, dead: 0, oldestAt: null };
}
