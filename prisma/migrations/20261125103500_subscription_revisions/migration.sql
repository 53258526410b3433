-- What each subscription asked for, and since when: answers why an event was not delivered, long after (docs/adr/015).
create table subscription_revisions (
  subscription_id text not null,
  routing_version integer not null,
  tenant_id text not null,
  events text[],
  filter text,
  paused boolean not null,
  disabled boolean not null,
  deleted boolean not null,
  created_at timestamptz(3) not null default current_timestamp,
  constraint subscription_revisions_pkey primary key (subscription_id, routing_version),
  constraint subscription_revisions_subscription_id_fkey foreign key (subscription_id) references subscriptions (id)
    on delete cascade on update cascade
);

-- A trigger, so that no way of changing a subscription can forget it; at the end of the transaction, when the tenant's
-- routing version is the one that fan-out will see this change under.
create function record_subscription_revision() returns trigger language plpgsql as $$
begin
  insert into subscription_revisions (subscription_id, routing_version, tenant_id, events, filter, paused, disabled, deleted)
  select s.id, t.routing_version, s.tenant_id, s.events, s.filter, s.paused_at is not null, s.disabled_at is not null,
         s.deleted_at is not null
    from subscriptions s join tenants t on t.id = s.tenant_id where s.id = new.id
  on conflict (subscription_id, routing_version) do update
     set events = excluded.events, filter = excluded.filter, paused = excluded.paused, disabled = excluded.disabled,
         deleted = excluded.deleted;
  return null;
end $$;

create constraint trigger subscription_revised after insert or update of events, filter, paused_at, disabled_at, deleted_at
  on subscriptions deferrable initially deferred for each row execute function record_subscription_revision();

insert into subscription_revisions (subscription_id, routing_version, tenant_id, events, filter, paused, disabled, deleted, created_at)
select id, 0, tenant_id, events, filter, paused_at is not null, disabled_at is not null, deleted_at is not null, created_at
  from subscriptions;

-- Which of the tenant's routing versions an event was matched under.
alter table event_routings add column routing_version integer;
-- What a filter that was false said, or why it failed; short.
alter table deliveries add column skip_detail text;
