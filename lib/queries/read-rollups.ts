import { db } from "./transaction";

/** Empty: the installation; else the id of a tenant or a subscription. */
export type RollupScope = string;

export interface ResultRow {
  scope: RollupScope;
  /** Seconds since the epoch at which the bucket begins. */
  at: number;
  result: string;
  count: number;
  delivered: number;
  dead: number;
}

/**
 * Sums of some scopes since a time: what is folded, and what is not folded yet, in one statement, so that each delta
 * is seen once. Costs what the time holds in five-minute sums, whatever the number of deliveries behind them.
 */
export function readResults(scopes: readonly RollupScope[], since: Date, bucketSeconds: number): Promise<ResultRow[]> {
  const wanted = [...scopes];
  return db().$queryRaw<ResultRow[]>`
    with parts as (
      select scope, at, result, count, delivered, dead from rollups where scope = any(${wanted}::text[]) and at >= ${since}
      union all
      select s.scope, d.at, d.result, d.count, d.delivered, d.dead
        from unnest(${wanted}::text[]) as s(scope)
        join rollup_deltas d on s.scope = '' or s.scope = d.tenant_id or s.scope = d.subscription_id
       where d.at >= ${since}
    )
    select scope, (floor(extract(epoch from at) / ${bucketSeconds}::int) * ${bucketSeconds}::int)::float8 as at, result,
           sum(count)::int as count, sum(delivered)::int as delivered, sum(dead)::int as dead
      from parts group by 1, 2, 3 order by 2`;
}

export interface LatencyRow {
  scope: RollupScope;
  at: number;
  bucket: number;
  count: number;
}

export function readLatencies(
  scopes: readonly RollupScope[],
  since: Date,
  bucketSeconds: number,
): Promise<LatencyRow[]> {
  const wanted = [...scopes];
  return db().$queryRaw<LatencyRow[]>`
    with parts as (
      select scope, at, bucket, count from rollup_latencies where scope = any(${wanted}::text[]) and at >= ${since}
      union all
      select s.scope, d.at, latency_bucket(t.ms), 1
        from unnest(${wanted}::text[]) as s(scope)
        join rollup_deltas d on s.scope = '' or s.scope = d.tenant_id or s.scope = d.subscription_id
        cross join lateral unnest(d.durations) as t(ms)
       where d.at >= ${since}
    )
    select scope, (floor(extract(epoch from at) / ${bucketSeconds}::int) * ${bucketSeconds}::int)::float8 as at,
           bucket::int, sum(count)::int as count
      from parts group by 1, 2, 3 order by 2`;
}

export interface BacklogRow {
  at: number;
  /** Null: looked, and this scope had nothing waiting. */
  pending: number | null;
}

/** A row for each time somebody looked, with what this scope had waiting then. */
export function readBacklog(scope: RollupScope, since: Date, bucketSeconds: number): Promise<BacklogRow[]> {
  return db().$queryRaw<BacklogRow[]>`
    select (floor(extract(epoch from looked.at) / ${bucketSeconds}::int) * ${bucketSeconds}::int)::float8 as at,
           max(own.pending) as pending
      from backlog_samples looked
      left join backlog_samples own on own.scope = ${scope} and own.at = looked.at
     where looked.scope = '' and looked.at >= ${since}
     group by 1 order by 1`;
}
