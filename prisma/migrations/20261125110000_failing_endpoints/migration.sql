-- Since when an endpoint fails without a success in between; written by its owner, a few times a minute at most.
alter table lanes add column failing_since timestamptz(3), add column last_failure_at timestamptz(3),
  add column last_success_at timestamptz(3), add column failure_warning smallint not null default 0;
create index lanes_failing_idx on lanes (failing_since) where failing_since is not null;

alter table subscriptions add column disable_after_hours integer, add column drain_dead_letters boolean not null default false;
create index subscriptions_draining_idx on subscriptions (id) where drain_dead_letters and deleted_at is null;

-- The dead letters of a subscription.
create index deliveries_dead_idx on deliveries (subscription_id, id) where state = 'dead';
