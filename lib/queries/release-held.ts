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

/** Lines with held deliveries whose subscription is not paused: a resume that broke off. */
export function findForgottenHeld(): Promise<{ partitionId: number; subscriptionId: string }[]> {
  return db().$queryRaw`
    select distinct d.partition_id as "partitionId", d.subscription_id as "subscriptionId"
      from partitions p
      join deliveries d on d.partition_id = p.id and d.state = 'pending' and d.due_at is null
      join subscriptions s on s.id = d.subscription_id
     where s.paused_at is null and s.disabled_at is null and s.deleted_at is null`;
}
