import type { ReplayFilter } from "@/lib/contracts/replay";
import { idBound } from "@/lib/ids";
import { pool } from "@/lib/prisma";
import type { LaneTotal } from "./replays";

/** Which deliveries or events a replay is of. */
export interface ReplayChoice {
  tenantId: string;
  after: Date | null;
  before: Date;
  filter: ReplayFilter;
  /** Patterns of event types as PostgreSQL's regular expressions; every list must match. */
  types: readonly (readonly string[])[];
}

// The parameters of one choice, in both statements; the caller's own begin with $15 (deliveries) and $8 (events). Not a prepared statement: with the
// values known the planner drops what is not asked for, and the bounds on the id leave out the other days' tables.
const OF_DELIVERIES = `
      d.tenant_id = $1 and d.id >= $2 and d.id < $3
  and ($4::text[] is null or d.event_type ~ any($4)) and ($5::text[] is null or d.event_type ~ any($5))
  and ($6::text is null or d.subscription_id = $6)
  and d.state = any($7::delivery_state[])
  and ($8::int is null or d.last_status_code = $8)
  and ($9::text is null or d.correlation_id = $9)
  and ($10::text is null or d.event_id = $10)
  and ($11::text[] is null or d.id = any($11))
  and ($12::text is null or d.state <> 'skipped' or d.skip_reason = $12)
  and ($13::timestamptz is null or d.state <> 'skipped' or d.settled_at >= $13)
  and (not $14::boolean or not exists (select from replays x where x.id = d.replay_id and x.origin = 'drain'))`;

const OF_EVENTS = `
      e.tenant_id = $1 and e.id >= $2 and e.id < $3
  and ($4::text[] is null or e.type ~ any($4)) and ($5::text[] is null or e.type ~ any($5))
  and ($6::text is null or e.correlation_id = $6)
  and ($7::text is null or e.id = $7)`;

const WAS_ON_ITS_WAY = ["pending", "delivered", "dead", "cancelled"];

export function deliveryCondition(choice: ReplayChoice): { text: string; values: unknown[] } {
  const { filter, types } = choice;
  const { subscriptionId, status, code, correlationId, eventId, deliveryIds, skipReason, settledAfter, isUndrained } =
    filter;
  const values = [
    ...bounds("delivery", choice),
    types[0] ?? null,
    types[1] ?? null,
    subscriptionId,
    status ?? WAS_ON_ITS_WAY,
    code,
    correlationId,
    eventId,
    deliveryIds,
    skipReason,
    settledAfter,
    isUndrained,
  ];
  return { text: OF_DELIVERIES, values };
}

export function eventCondition(choice: ReplayChoice): { text: string; values: unknown[] } {
  const { filter, types } = choice;
  const values = [...bounds("event", choice), types[0] ?? null, types[1] ?? null, filter.correlationId, filter.eventId];
  return { text: OF_EVENTS, values };
}

function bounds(kind: "delivery" | "event", { tenantId, after, before }: ReplayChoice): unknown[] {
  return [tenantId, idBound(kind, after?.getTime() ?? 0), idBound(kind, before.getTime())];
}

/** Chosen deliveries of each subscription that is not deleted. */
export async function countChosenDeliveries(choice: ReplayChoice): Promise<LaneTotal[]> {
  const { text, values } = deliveryCondition(choice);
  const { rows } = await pool().query<LaneTotal>(
    `select d.subscription_id as "subscriptionId", count(*)::int as total from deliveries d
       join subscriptions s on s.id = d.subscription_id and s.deleted_at is null
      where ${text} group by 1 order by 2 desc, 1`,
    values,
  );
  return rows;
}

/** Events of the chosen deliveries, each once. */
export async function countEventsOfChosen(choice: ReplayChoice): Promise<number> {
  const { text, values } = deliveryCondition(choice);
  const sql = `select count(distinct d.event_id)::int as total from deliveries d where ${text}`;
  return (await pool().query<{ total: number }>(sql, values)).rows[0]?.total ?? 0;
}

/** Chosen events that were routed; with `missingFor` those alone that the subscription has no number for. */
export async function countChosenEvents(choice: ReplayChoice, missingFor: string | null): Promise<number> {
  const { text, values } = eventCondition(choice);
  const sql = `
    select count(*)::int as total from events e join event_routings r on r.event_id = e.id and r.outcome = 'routed'
     where ${text} and ($8::text is null or not exists (
       select from deliveries d where d.event_id = e.id and d.subscription_id = $8 and d.sequence is not null))`;
  return (await pool().query<{ total: number }>(sql, [...values, missingFor])).rows[0]?.total ?? 0;
}
