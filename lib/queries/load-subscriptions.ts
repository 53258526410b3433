import { pool } from "@/lib/prisma";

export interface MatcherRow {
  id: string;
  events: string[];
  filter: string | null;
  disabled: boolean;
  ordering: unknown;
}

const MATCHERS = `
select t.routing_version as "routingVersion", s.id, s.events, s.filter, s.disabled_at is not null as disabled, s.ordering
  from tenants t left join subscriptions s on s.tenant_id = t.id and s.deleted_at is null
 where t.id = $1 order by s.id`;

/** A tenant's subscriptions and the routing version they belong to, in one snapshot; null without the tenant. */
export async function loadMatcherRows(
  tenantId: string,
): Promise<{ routingVersion: number; rows: MatcherRow[] } | null> {
  const { rows } = await pool().query<Omit<MatcherRow, "id"> & { id: string | null; routingVersion: number }>({
    name: "load-matchers",
    text: MATCHERS,
    values: [tenantId],
  });
  const first = rows[0];
  if (!first) return null;
  const subscriptions = rows.flatMap(({ id, routingVersion: _ours, ...row }) => (id === null ? [] : [{ id, ...row }]));
  return { routingVersion: first.routingVersion, rows: subscriptions };
}

export interface LaneRow {
  id: string;
  version: number;
  destinationType: string;
  destinationConfig: unknown;
  retryPolicy: unknown;
  timeoutSeconds: number;
  maxConcurrency: number | null;
  rateLimit: unknown;
  ordering: unknown;
  breaker: unknown;
  /** A row of lane_states. */
  laneState: unknown;
  tenantId: string;
  tenantRateLimit: unknown;
  tenantMaxConcurrency: number | null;
  pausedAt: Date | null;
  disabledAt: Date | null;
  deletedAt: Date | null;
  /** Newest first; expired ones left out. */
  secrets: { id: string; ciphertext: string; expiresAt: string | null }[];
}

const LANE = `
select s.id, s.version, s.destination_type as "destinationType", s.destination_config as "destinationConfig",
       s.retry_policy as "retryPolicy", s.timeout_seconds as "timeoutSeconds", s.max_concurrency as "maxConcurrency",
       s.rate_limit as "rateLimit", s.ordering, l.breaker, n.state as "laneState", t.id as "tenantId", t.rate_limit as "tenantRateLimit",
       t.max_concurrency as "tenantMaxConcurrency",
       s.paused_at as "pausedAt", s.disabled_at as "disabledAt", s.deleted_at as "deletedAt",
       coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'ciphertext', k.ciphertext, 'expiresAt', k.expires_at) order by k.created_at desc)
                   from subscription_secrets k
                  where k.subscription_id = s.id and (k.expires_at is null or k.expires_at > now())), '[]') as secrets
  from subscriptions s join tenants t on t.id = s.tenant_id left join lanes l on l.subscription_id = s.id
  left join lane_states n on n.subscription_id = s.id where s.id = $1`;

export async function loadLaneRow(subscriptionId: string): Promise<LaneRow | null> {
  const { rows } = await pool().query<LaneRow>({ name: "load-lane", text: LANE, values: [subscriptionId] });
  return rows[0] ?? null;
}
