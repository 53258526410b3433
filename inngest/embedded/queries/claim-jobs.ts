import type { JobKind } from "../job";
import type { Queryable } from "../transaction";

/** Calls of functions, which are limited, and the engine's own jobs, which are quick. */
export type Lane = "calls" | "control";

export interface Candidate {
  id: string;
  slots: string[];
  slotLimits: number[];
}

/** What one engine may claim. `activeIds` are the jobs it is running: never claimed again by itself, always counted. */
export interface Claimer {
  owner: string;
  functionIds: readonly string[];
  activeIds: readonly string[];
}

export interface ClaimedRow {
  id: string;
  runId: string;
  functionId: string;
  kind: JobKind;
  stepId: string | null;
  attempt: number;
  maxAttempts: number;
  generation: number;
  slots: string[];
  payload: string | null;
  isRacing: boolean;
  priority: number;
  restarts: number;
  events: string;
  /** JSON text: [[step id, output as JSON text], …] in order of completion, or null. */
  steps: string | null;
  claimedAt: Date;
}

// Due calls none of whose concurrency keys is full. Without the last condition a thousand waiting jobs of one busy key
// would hide everybody else's.
const FIND_CALLS = `
with held as materialized (
  select slot, count(*) as n from engine_jobs, unnest(slots) as slot
   where lease_owner is not null and (ready_at > now() or id = any($2)) group by slot)
select id, slots, slot_limits as "slotLimits" from engine_jobs j
 where ready_at <= now() and function_id = any($1) and id <> all($2) and kind in ('discover', 'step')
   and not exists (select from unnest(j.slots, j.slot_limits) as want (slot, n)
                     join held on held.slot = want.slot and held.n >= want.n)
 order by ready_at, id limit $3 for update of j skip locked`;

// The engine's own jobs have an index of their own, so that they are found behind any number of waiting calls.
const FIND_CONTROL = `
select id, slots, slot_limits as "slotLimits" from engine_jobs j
 where ready_at <= now() and function_id = any($1) and id <> all($2) and kind not in ('discover', 'step')
 order by ready_at limit $3 for update skip locked`;

// Held to the end of the transaction; sorted, so that two engines cannot deadlock.
const LOCK = "select pg_advisory_xact_lock(hashtextextended(slot, 0)) from unnest($1::text[]) as slot";

const COUNT = `
select slot, count(*)::int as n from engine_jobs, unnest(slots) as slot
 where lease_owner is not null and (ready_at > now() or id = any($2)) and slot = any($1) group by slot`;

// A job whose lease ran out belonged to an engine that is gone: its call counts as an attempt. Only calls need the
// finished steps.
const LEASE = `
update engine_jobs j
   set attempt = attempt + (lease_owner is not null)::int, lease_owner = $2, generation = generation + 1,
       ready_at = now() + $3 * interval '1 millisecond'
  from engine_runs r
 where j.id = any($1) and r.id = j.run_id
returning j.id, j.run_id as "runId", j.function_id as "functionId", j.kind, j.step_id as "stepId", j.attempt,
          j.max_attempts as "maxAttempts", j.generation, j.slots, j.payload, r.is_racing as "isRacing", r.priority,
          r.restarts, r.events, now() as "claimedAt",
          case when j.kind in ('discover', 'step') then (select json_agg(json_build_array(s.step_id, s.output) order by s.position)
             from engine_steps s where s.run_id = j.run_id)::text end as steps`;

export async function findCandidates(
  db: Queryable,
  claimer: Claimer,
  { limit, lane }: { limit: number; lane: Lane },
): Promise<Candidate[]> {
  const sql = lane === "calls" ? FIND_CALLS : FIND_CONTROL;
  const { rows } = await db.query<Candidate>(sql, [claimer.functionIds, claimer.activeIds, limit]);
  return rows;
}

/** Nobody else claims a job with one of these keys before the transaction ends. */
export async function lockSlots(db: Queryable, slots: readonly string[]): Promise<void> {
  await db.query(LOCK, [[...new Set(slots)].sort()]);
}

/** How many leased jobs hold each key; to be called after `lockSlots`, in a statement of its own. */
export async function countHolders(
  db: Queryable,
  slots: readonly string[],
  claimer: Claimer,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ slot: string; n: number }>(COUNT, [slots, claimer.activeIds]);
  return new Map(rows.map(({ slot, n }) => [slot, n]));
}

export async function leaseJobs(
  db: Queryable,
  { ids, owner, leaseMs }: { ids: readonly string[]; owner: string; leaseMs: number },
): Promise<ClaimedRow[]> {
  const { rows } = await db.query<ClaimedRow>(LEASE, [ids, owner, leaseMs]);
  return rows;
}
