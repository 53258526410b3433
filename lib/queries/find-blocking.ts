import { WHOLE_SUBSCRIPTION } from "@/lib/contracts/ordering-key";
import { db } from "./transaction";

export interface BlockingRow {
  deliveryId: string;
  orderingKey: string | null;
  status: "pending" | "dead";
  nextAttemptAt: Date | null;
  waiting: number;
}

/** Keys that are looked at, and deliveries behind one that are counted. */
const MAX_KEYS = 500;
const MAX_COUNTED = 1_000;

/**
 * The deliveries of an ordered subscription that others wait behind: heads that wait for their retry and, where
 * `deadBlocks`, dead ones. By a loose index scan: a key costs some probes, however many stand in it.
 */
export async function findBlocking(
  subscriptionId: string,
  { deadBlocks, most }: { deadBlocks: boolean; most: number },
): Promise<BlockingRow[]> {
  const rows = await db().$queryRaw<BlockingRow[]>`
    with recursive head as (
      (select id, ordering_key, position, due_at, 1 as number from deliveries
        where subscription_id = ${subscriptionId} and state = 'pending' and ordering_key > ''
        order by ordering_key, position limit 1)
      union all
      (select next.*, head.number + 1 from head cross join lateral (
         select id, ordering_key, position, due_at from deliveries
          where subscription_id = ${subscriptionId} and state = 'pending' and ordering_key > head.ordering_key
          order by ordering_key, position limit 1) next
        where head.number < ${MAX_KEYS}::int)
    )
    select coalesce(b.id, h.id) as "deliveryId", h.ordering_key as "orderingKey",
           case when b.id is null then 'pending' else 'dead' end as status,
           case when b.id is null then h.due_at end as "nextAttemptAt", behind.count as waiting
      from head h
      left join lateral (
        select id, position from deliveries d
         where ${deadBlocks} and d.subscription_id = ${subscriptionId} and d.state = 'dead'
           and d.ordering_key = h.ordering_key and d.position < h.position
         order by position limit 1) b on true
     cross join lateral (
        select count(*)::int as count from (
          select 1 from deliveries d
           where d.subscription_id = ${subscriptionId} and d.state = 'pending' and d.ordering_key = h.ordering_key
             and d.position > coalesce(b.position, h.position) limit ${MAX_COUNTED}::int) some_behind) behind
     where behind.count > 0 and (b.id is not null or h.due_at > now())
     order by behind.count desc limit ${most}::int`;
  return rows.map((row) => ({ ...row, orderingKey: shownKey(row.orderingKey) }));
}

/** As the event has it; null for the one key of a whole subscription. */
function shownKey(key: string | null): string | null {
  return key === null || key === WHOLE_SUBSCRIPTION ? null : key.slice(1);
}
