import { pool } from "@/lib/prisma";
import { DUE_COLUMNS, DUE_JOINS, type DueDelivery } from "./read-due-deliveries";

/** Deliveries of one key in one read; the rest of the key follows when they are done. */
const PER_KEY = 16;

// The keys of the lane by a loose index scan, from where the last read ended, so that early keys do not starve late
// ones; of each the first row decides: while it waits for its retry, or behind a dead one that blocks, the key is
// passed over at the cost of one probe, however many stand behind it.
const READ = `
with recursive head as (
  (select ordering_key, position, due_at from deliveries
    where subscription_id = $2 and state = 'pending' and ordering_key > $5 order by ordering_key, position limit 1)
  union all
  (select next.* from head cross join lateral (
     select ordering_key, position, due_at from deliveries
      where subscription_id = $2 and state = 'pending' and ordering_key > head.ordering_key
      order by ordering_key, position limit 1) next)
), open_head as (
  select * from head
   where due_at <= now()
     and not ($6 and exists (select from deliveries b where b.subscription_id = $2 and b.state = 'dead'
                                and b.ordering_key = head.ordering_key and b.position < head.position))
), chosen as (
  select d.* from open_head cross join lateral (
    select * from deliveries
     where subscription_id = $2 and partition_id = $1 and state = 'pending' and ordering_key = open_head.ordering_key
       and due_at <= now()
     order by position limit ${PER_KEY}) d
   where d.id <> all($4::text[])
   limit $3
)
select ${DUE_COLUMNS} from chosen d ${DUE_JOINS} order by d.ordering_key, d.position`;

const IS_WAITING = `
select exists (select from deliveries where partition_id = $1 and subscription_id = $2 and state = 'pending'
                  and due_at <= now() and id <> all($3::text[])) as waiting`;

export interface OrderedRead {
  deliveries: DueDelivery[];
  isAll: boolean;
  /** Due deliveries stand behind one that is not: they are no work until it is settled. */
  isBlocked: boolean;
}

/** What of an ordered lane may be sent now, a few of each key, beginning after `afterKey` and then from the first. */
export async function readOrderedDeliveries(input: {
  partitionId: number;
  subscriptionId: string;
  limit: number;
  except: readonly string[];
  afterKey: string;
  deadBlocks: boolean;
}): Promise<OrderedRead> {
  const deliveries = await read(input, input.afterKey);
  if (deliveries.length < input.limit && input.afterKey !== "") {
    const known = [...input.except, ...deliveries.map((delivery) => delivery.id)];
    deliveries.push(...(await read({ ...input, except: known, limit: input.limit - deliveries.length }, "")));
  }
  if (deliveries.length > 0) return { deliveries, isAll: false, isBlocked: false };
  return { deliveries, isAll: true, isBlocked: await isWaiting(input) };
}

type Input = Parameters<typeof readOrderedDeliveries>[0];

async function read(input: Input, afterKey: string): Promise<DueDelivery[]> {
  const { partitionId, subscriptionId, limit, except, deadBlocks } = input;
  const values = [partitionId, subscriptionId, limit, except, afterKey, deadBlocks];
  return (await pool().query<DueDelivery>({ name: "read-ordered-deliveries", text: READ, values })).rows;
}

async function isWaiting({ partitionId, subscriptionId, except }: Input): Promise<boolean> {
  const values = [partitionId, subscriptionId, except];
  const { rows } = await pool().query<{ waiting: boolean }>({ name: "ordered-waiting", text: IS_WAITING, values });
  return rows[0]?.waiting ?? false;
}
