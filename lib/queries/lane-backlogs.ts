import { pool } from "@/lib/prisma";

// A loose index scan: one probe per lane, whatever waits in it. A million rows of one lane cost one probe.
const LIST = `
with recursive lane as (
  (select subscription_id, due_at from deliveries
    where partition_id = $1 and state = 'pending' and due_at is not null
    order by subscription_id, due_at limit 1)
  union all
  (select d.subscription_id, d.due_at from lane
    cross join lateral (
      select subscription_id, due_at from deliveries
       where partition_id = $1 and state = 'pending' and due_at is not null and subscription_id > lane.subscription_id
       order by subscription_id, due_at limit 1) d)
)
select subscription_id as "subscriptionId", due_at as "dueAt" from lane`;

/** Every lane of a partition with waiting deliveries, and when its first is due. */
export async function listBacklogs(partitionId: number): Promise<{ subscriptionId: string; dueAt: Date }[]> {
  const query = { name: "lane-backlogs", text: LIST, values: [partitionId] };
  return (await pool().query<{ subscriptionId: string; dueAt: Date }>(query)).rows;
}

const NEXT_DUE = `
select min(due_at) as "dueAt" from deliveries
 where partition_id = $1 and subscription_id = $2 and state = 'pending' and due_at > now()`;

export async function readLaneNextDue(partitionId: number, subscriptionId: string): Promise<Date | null> {
  const query = { name: "lane-next-due", text: NEXT_DUE, values: [partitionId, subscriptionId] };
  return (await pool().query<{ dueAt: Date | null }>(query)).rows[0]?.dueAt ?? null;
}
