import { db } from "./transaction";

/** Rows of one statement, so that nothing is locked for long. */
const CHUNK = 2_000;

/** Gives a due time to up to a chunk of what a pause held, oldest first; false when nothing was left. */
export async function releaseSomeHeld(partitionId: number, subscriptionId: string): Promise<boolean> {
  const count = await db().$executeRaw`
    update deliveries set due_at = clock_timestamp()
     where id in (select id from deliveries
                   where partition_id = ${partitionId} and subscription_id = ${subscriptionId}
                     and state = 'pending' and due_at is null
                   order by position limit ${CHUNK})
       and state = 'pending' and due_at is null`;
  return count > 0;
}

/**
 * Lines with held deliveries whose subscription was changed lately and is not paused: a resume that broke off. One probe
 * for each; what other subscriptions hold is not looked at.
 */
export function findForgottenHeld(): Promise<{ partitionId: number; subscriptionId: string }[]> {
  return db().$queryRaw`
    select t.partition_id as "partitionId", s.id as "subscriptionId"
      from subscriptions s join tenants t on t.id = s.tenant_id
     where s.updated_at > now() - interval '1 day' and s.paused_at is null and s.disabled_at is null and s.deleted_at is null
       and exists (select from deliveries d where d.partition_id = t.partition_id and d.subscription_id = s.id
                      and d.state = 'pending' and d.due_at is null)`;
}
