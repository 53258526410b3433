-- Replays: which deliveries go again, where to, how fast; and how far each is in each subscription.
create table replays (
  id text not null,
  tenant_id text not null,
  status text not null default 'running',
  origin text not null default 'request',
  after timestamptz(3),
  before timestamptz(3) not null,
  filter jsonb not null,
  target_id text,
  only_missing boolean not null default false,
  rate_per_second integer not null,
  total integer not null,
  is_total_exact boolean not null default true,
  error text,
  created_by text not null,
  created_at timestamptz(3) not null default current_timestamp,
  next_chunk_at timestamptz(3) not null default current_timestamp,
  seen_at timestamptz(3) not null default current_timestamp,
  ended_at timestamptz(3),
  constraint replays_pkey primary key (id),
  constraint replays_tenant_id_fkey foreign key (tenant_id) references tenants (id) on delete cascade on update cascade
);
create index replays_tenant_id_id_idx on replays (tenant_id, id);
-- What the cron looks for.
create index replays_running_idx on replays (seen_at) where status = 'running';

create table replay_lanes (
  replay_id text not null,
  subscription_id text not null,
  total integer not null,
  done integer not null default 0,
  skipped integer not null default 0,
  cursor text,
  ended_at timestamptz(3),
  constraint replay_lanes_pkey primary key (replay_id, subscription_id),
  constraint replay_lanes_replay_id_fkey foreign key (replay_id) references replays (id) on delete cascade on update cascade
);
create index replay_lanes_subscription_id_idx on replay_lanes (subscription_id);

-- Never written so far; from now on the replay that put the delivery on its line last.
alter table deliveries rename column replay_of to replay_id;
create index deliveries_replay_idx on deliveries (replay_id, state) where replay_id is not null;

-- A payload that was erased on request: the event and its log stay.
alter table events add column erased_at timestamptz(3);
