import type { DeliveryState } from "@/lib/contracts/delivery";
import { pool } from "@/lib/prisma";
import { FENCE } from "./fence";
import { textColumn, toTextColumn } from "./text-column";

/** An attempt that was made, and the state it leaves its delivery in. */
export interface AttemptRecord {
  deliveryId: string;
  generation: number;
  state: Extract<DeliveryState, "pending" | "delivered" | "dead">;
  charged: boolean;
  dueAt: Date | null;
  attemptId: string;
  tenantId: string;
  subscriptionId: string;
  number: number;
  trigger: string;
  outcome: string;
  statusCode: number | null;
  errorMessage: string | null;
  startedAt: Date;
  durationMs: number;
  /** JSON text. */
  timings: string;
  requestHeaders: string;
  responseHeaders: string | null;
  responseBody: string | null;
  responseTruncated: boolean;
}

/**
 * Writes a group of attempts and moves their deliveries, in one statement under the fence. The attempt is always
 * written: it was made. Its delivery moves only if no command changed it since (`generation`). The bounds on the
 * ids let the planner leave out the other days' tables; the ids as an array keep a kept plan to their own rows, and the
 * state as a text keeps it off the indexes of what waits, through which it would look for them. What happened is counted
 * for the charts in the same breath (`counted`, one row per subscription and result). Cost: about 35 µs an attempt in
 * groups of 50 and more.
 */
const RECORD = `
with fence as materialized (${FENCE}),
made as materialized (
  select t.* from fence, unnest(${textColumn(3)}, $4::int[], ${textColumn(5)}, $6::boolean[], ${textColumn(7)}::timestamptz[],
         ${textColumn(8)}, ${textColumn(9)}, $10::smallint[], ${textColumn(11)}, ${textColumn(12)}, $13::smallint[], $14::text[],
         ${textColumn(15)}::timestamptz[], $16::real[], ${textColumn(17)}::jsonb[], ${textColumn(18)}, ${textColumn(19)}, $20::text[],
         $21::boolean[], ${textColumn(24)})
    as t(delivery_id, generation, state, charged, due_at, id, tenant_id, number, trigger, outcome, status_code,
         error_message, started_at, duration_ms, timings, request_headers, response_headers, response_body, response_truncated,
         subscription_id)
), stored as (
  insert into attempts (id, delivery_id, tenant_id, number, trigger, outcome, status_code, error_message, started_at,
                        duration_ms, timings, request_headers, response_headers, response_body, response_truncated)
  select id, delivery_id, tenant_id, number, trigger, outcome, status_code, error_message, started_at, duration_ms,
         timings, request_headers, response_headers, response_body, response_truncated from made
), moved as (
  update deliveries d
     set state = m.state::delivery_state, due_at = m.due_at,
         attempt_count = d.attempt_count + case when m.charged then 1 else 0 end,
         attempt_total = greatest(d.attempt_total, m.number),
         first_attempt_at = coalesce(d.first_attempt_at, m.started_at), last_attempt_at = m.started_at,
         last_outcome = m.outcome, last_status_code = m.status_code,
         settled_at = case when m.state = 'pending' then null else now() end
    from made m
   where d.id = m.delivery_id and d.id = any(${textColumn(3)}) and d.id >= $22 and d.id <= $23 and d.state::text = 'pending' and d.generation = m.generation
  returning d.id
), counted as (
  insert into rollup_deltas (tenant_id, subscription_id, result, count, delivered, dead, durations)
  select m.tenant_id, m.subscription_id,
         case when m.status_code is null or m.outcome not in ('succeeded', 'http_status', 'redirect') then m.outcome
              else m.status_code::text end as result,
         count(*), count(v.id) filter (where m.state = 'delivered'), count(v.id) filter (where m.state = 'dead'),
         array_agg(m.duration_ms)
    from made m left join moved v on v.id = m.delivery_id
   group by m.tenant_id, m.subscription_id, result
)
select (select count(*) from fence) as fenced,
       coalesce((select array_agg(m.delivery_id) from made m left join moved v on v.id = m.delivery_id where v.id is null), '{}') as unmoved`;

/** The ids of the deliveries that moved; null when the fence is gone and nothing was written. */
export async function recordAttempts(
  owned: { partitionId: number; epoch: number },
  records: readonly AttemptRecord[],
): Promise<ReadonlySet<string> | null> {
  const ids = records.map((record) => record.deliveryId);
  const sorted = [...ids].sort();
  const { rows } = await pool().query<{ fenced: number; unmoved: string[] }>({
    name: "record-attempts",
    text: RECORD,
    values: [
      owned.partitionId,
      owned.epoch,
      toTextColumn(ids),
      ...columnsOf(records),
      sorted[0],
      sorted.at(-1),
      toTextColumn(records.map((r) => r.subscriptionId)),
    ],
  });
  const row = rows[0];
  if (!row || row.fenced === 0) return null;
  // Answered are the few that did not move: reading two hundred ids cost more than writing them.
  const moved = new Set(ids);
  for (const id of row.unmoved) moved.delete(id);
  return moved;
}

function columnsOf(records: readonly AttemptRecord[]): unknown[] {
  return [
    records.map((r) => r.generation),
    toTextColumn(records.map((r) => r.state)),
    records.map((r) => r.charged),
    toTextColumn(records.map((r) => r.dueAt)),
    toTextColumn(records.map((r) => r.attemptId)),
    toTextColumn(records.map((r) => r.tenantId)),
    records.map((r) => r.number),
    toTextColumn(records.map((r) => r.trigger)),
    toTextColumn(records.map((r) => r.outcome)),
    records.map((r) => r.statusCode),
    records.map((r) => r.errorMessage),
    toTextColumn(records.map((r) => r.startedAt)),
    records.map((r) => r.durationMs),
    toTextColumn(records.map((r) => r.timings)),
    toTextColumn(records.map((r) => r.requestHeaders)),
    toTextColumn(records.map((r) => r.responseHeaders)),
    records.map((r) => r.responseBody),
    records.map((r) => r.responseTruncated),
  ];
}
