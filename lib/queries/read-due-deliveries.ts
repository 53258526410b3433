import { pool } from "@/lib/prisma";

/** A delivery that is due, with what its envelope is made of. */
export interface DueDelivery {
  id: string;
  generation: number;
  eventId: string;
  tenantId: string;
  subscriptionId: string;
  correlationId: string | null;
  sequence: number;
  attemptCount: number;
  attemptTotal: number;
  dueAt: Date;
  type: string;
  version: string;
  source: string | null;
  timestamp: Date;
  data: string;
  eventSequence: number;
}

// The lane's own range of the partial index, in its order; then one primary-key probe each for event and routing.
const READ = `
select d.id, d.generation, d.event_id as "eventId", d.tenant_id as "tenantId", d.subscription_id as "subscriptionId",
       d.correlation_id as "correlationId", d.sequence, d.attempt_count as "attemptCount", d.attempt_total as "attemptTotal",
       d.due_at as "dueAt", e.type, e.version, e.source, e.timestamp, e.data, r.sequence as "eventSequence"
  from (select * from deliveries
         where partition_id = $1 and subscription_id = $2 and state = 'pending' and due_at <= now() and id <> all($4::text[])
         order by due_at, position limit $3) d
  join events e on e.id = d.event_id
  join event_routings r on r.event_id = d.event_id
 order by d.due_at, d.position`;

export async function readDueDeliveries(input: {
  partitionId: number;
  subscriptionId: string;
  limit: number;
  except: readonly string[];
}): Promise<DueDelivery[]> {
  const values = [input.partitionId, input.subscriptionId, input.limit, input.except];
  return (await pool().query<DueDelivery>({ name: "read-due-deliveries", text: READ, values })).rows;
}
