-- What happened, summed up for charts, so that none of them scans events or deliveries (docs/adr/026).
-- Recording and routing insert deltas inside their own statements; a function folds them every minute.
create table rollup_deltas (
  id bigserial not null,
  at timestamptz(3) not null default current_timestamp,
  tenant_id text not null,
  subscription_id text,
  result text not null,
  count integer not null,
  delivered integer not null default 0,
  dead integer not null default 0,
  durations real[] default array[]::real[],
  constraint rollup_deltas_pkey primary key (id)
);

create table rollups (
  scope text not null,
  at timestamptz(3) not null,
  result text not null,
  count integer not null,
  delivered integer not null,
  dead integer not null,
  constraint rollups_pkey primary key (scope, at, result)
);

create table rollup_latencies (
  scope text not null,
  at timestamptz(3) not null,
  bucket smallint not null,
  count integer not null,
  constraint rollup_latencies_pkey primary key (scope, at, bucket)
);

create table backlog_samples (
  scope text not null,
  at timestamptz(3) not null,
  pending integer not null,
  constraint backlog_samples_pkey primary key (scope, at)
);

create index rollups_at_idx on rollups (at);
create index rollup_latencies_at_idx on rollup_latencies (at);
create index backlog_samples_at_idx on backlog_samples (at);

-- Rows live for a minute, so vacuum must come by change, not by share of a small table.
alter table rollup_deltas set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

-- Buckets of a latency, each a fifth wider than the one before; the same as addLatency() in lib/contracts/latency.ts.
create function latency_bucket(ms real) returns smallint
  language sql immutable parallel safe
  return (case when ms <= 1 then 0 else ceil(ln(ms::float8) / ln(1.2::float8)) end)::smallint;
