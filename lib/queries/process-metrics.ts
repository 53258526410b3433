import { pool } from "@/lib/prisma";

/** A process that wrote nothing for this long has ended. */
const FRESH_SECONDS = 30;

const WRITE = `
insert into process_metrics (process_id, kind, snapshot) values ($1, $2, $3::json)
on conflict (process_id) do update set snapshot = excluded.snapshot, updated_at = now()`;

export async function writeProcessMetrics(processId: string, kind: string, snapshot: unknown): Promise<void> {
  await pool().query({ name: "write-metrics", text: WRITE, values: [processId, kind, JSON.stringify(snapshot)] });
}

/** What the living processes counted; also forgets the dead ones. */
export async function readProcessMetrics(): Promise<object[]> {
  await pool().query(`delete from process_metrics where updated_at < now() - interval '${FRESH_SECONDS} seconds'`);
  const { rows } = await pool().query<{ snapshot: object }>("select snapshot from process_metrics");
  return rows.map((row) => row.snapshot);
}

export async function forgetProcessMetrics(processId: string): Promise<void> {
  await pool().query("delete from process_metrics where process_id = $1", [processId]);
}

export interface Backlog {
  tenantId: string;
  subscriptionId: string;
  state: "pending" | "dead";
  count: number;
}

/** Rows looked at for the gauges: beyond them the counts say "at least". */
const MAX_COUNTED = 200_000;
const MAX_LINES = 200;

const BACKLOGS = `
select tenant_id as "tenantId", subscription_id as "subscriptionId", state, count(*) from (
  select tenant_id, subscription_id, state from deliveries where state in ('pending', 'dead') limit ${MAX_COUNTED}) d
 group by 1, 2, 3 order by 4 desc limit ${MAX_LINES}`;

/** The largest backlogs and heaps of dead letters, by subscription. */
export async function readBacklogs(): Promise<Backlog[]> {
  return (await pool().query<Backlog>({ name: "metric-backlogs", text: BACKLOGS })).rows;
}

export interface OpenBreaker {
  tenantId: string;
  subscriptionId: string;
  state: string;
}

export async function readOpenBreakers(): Promise<OpenBreaker[]> {
  const text = `select tenant_id as "tenantId", subscription_id as "subscriptionId", breaker->>'state' as state
                  from lanes where breaker->>'state' in ('open', 'half_open') limit ${MAX_LINES}`;
  return (await pool().query<OpenBreaker>({ name: "metric-breakers", text })).rows;
}
