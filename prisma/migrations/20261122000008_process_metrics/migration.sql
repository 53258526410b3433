-- What each process counted, for GET /metrics of any web process. Rewritten every few seconds.
create table process_metrics (
  process_id text not null,
  kind text not null,
  snapshot json not null,
  updated_at timestamptz(3) not null default current_timestamp,
  constraint process_metrics_pkey primary key (process_id)
);
