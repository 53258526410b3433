import { db } from "./transaction";

/** Rows of one statement, so that nothing is locked for long. */
const CHUNK = 2_000;

/** Cancels up to a chunk of what waits for a subscription; false when nothing was left. */
export async function cancelSomeOfSubscription(partitionId: number, subscriptionId: string): Promise<boolean> {
  const count = await db().$executeRaw`
    update deliveries set state = 'cancelled', generation = generation + 1, due_at = null, settled_at = now()
     where id in (select id from deliveries
                   where partition_id = ${partitionId} and subscription_id = ${subscriptionId} and state = 'pending'
                   limit ${CHUNK})
       and state = 'pending'`;
  return count > 0;
}

/** Cancels what waits of an event; answers the subscriptions that it waited for, and where they are worked. */
export function cancelAllOfEvent(eventId: string): Promise<{ subscriptionId: string; partitionId: number }[]> {
  return db().$queryRaw`
    update deliveries set state = 'cancelled', generation = generation + 1, due_at = null, settled_at = now()
     where event_id = ${eventId} and state = 'pending'
    returning subscription_id as "subscriptionId", partition_id as "partitionId"`;
}
