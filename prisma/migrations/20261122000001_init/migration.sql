-- Events, deliveries and attempts are range-partitioned by id: ids start with the time (UUIDv7), so a day
-- is a range of ids, retention drops a table, and the primary key is the id alone (docs/adr/004).
create sequence event_position_seq as bigint;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "user_role" AS ENUM ('operator', 'member');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('owner', 'developer', 'viewer');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'delivered', 'dead', 'cancelled', 'skipped');

-- CreateTable
CREATE TABLE "settings" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "partitions" (
    "id" SMALLINT NOT NULL,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "owner" TEXT,
    "heartbeat_at" TIMESTAMPTZ(3),
    "ended_badly" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "partitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenants" (
    "id" TEXT NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "partition_id" SMALLINT NOT NULL,
    "routing_version" INTEGER NOT NULL DEFAULT 1,
    "rate_limit" JSONB,
    "max_concurrency" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_counters" (
    "tenant_id" TEXT NOT NULL,
    "last_sequence" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "tenant_counters_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "password_hash" TEXT,
    "role" "user_role" NOT NULL DEFAULT 'member',
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "member_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_types" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "group" TEXT,
    "schemas" JSONB NOT NULL DEFAULT '{}',
    "example" JSONB,
    "deprecated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_types_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "description" TEXT,
    "events" TEXT[],
    "filter" TEXT,
    "destination_type" TEXT NOT NULL DEFAULT 'webhook',
    "destination_config" JSONB NOT NULL,
    "retry_policy" JSONB NOT NULL DEFAULT '"default"',
    "timeout_seconds" INTEGER NOT NULL DEFAULT 10,
    "max_concurrency" INTEGER,
    "rate_limit" JSONB,
    "ordering" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "verified_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_secrets" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lanes" (
    "subscription_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "last_sequence" BIGINT NOT NULL DEFAULT 0,
    "breaker" JSONB,

    CONSTRAINT "lanes_pkey" PRIMARY KEY ("subscription_id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL DEFAULT nextval('event_position_seq'::regclass),
    "type" TEXT NOT NULL,
    "version" TEXT NOT NULL DEFAULT '1',
    "source" TEXT,
    "correlation_id" TEXT,
    "external_id" TEXT,
    "timestamp" TIMESTAMPTZ(3) NOT NULL,
    "deliver_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "data" TEXT NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "event_queue" (
    "position" BIGINT NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "partition_id" SMALLINT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "failures" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "event_queue_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "event_routings" (
    "event_id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "sequence" BIGINT,
    "outcome" TEXT NOT NULL DEFAULT 'routed',
    "matched" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "routed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_routings_pkey" PRIMARY KEY ("event_id")
) PARTITION BY RANGE ("event_id");

-- CreateTable
CREATE TABLE "deliveries" (
    "id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "partition_id" SMALLINT NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "correlation_id" TEXT,
    "position" BIGINT NOT NULL,
    "sequence" BIGINT,
    "state" "delivery_state" NOT NULL,
    "skip_reason" TEXT,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "attempt_count" SMALLINT NOT NULL DEFAULT 0,
    "attempt_total" SMALLINT NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "replay_of" TEXT,
    "first_attempt_at" TIMESTAMPTZ(3),
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_outcome" TEXT,
    "last_status_code" SMALLINT,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "attempts" (
    "id" TEXT COLLATE "C" NOT NULL,
    "delivery_id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "number" SMALLINT NOT NULL,
    "trigger" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "status_code" SMALLINT,
    "error_message" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" REAL NOT NULL,
    "timings" JSONB NOT NULL,
    "request_headers" TEXT NOT NULL,
    "response_headers" TEXT,
    "response_body" TEXT,
    "response_truncated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "scope" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("scope","kind","key")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "address" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenants_external_id_key" ON "tenants"("external_id");

-- CreateIndex
CREATE INDEX "tenants_partition_id_idx" ON "tenants"("partition_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "members_user_id_idx" ON "members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_tenant_id_user_id_key" ON "members"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_idx" ON "api_keys"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_types_tenant_id_name_key" ON "event_types"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "subscriptions_tenant_id_id_idx" ON "subscriptions"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "subscription_secrets_subscription_id_idx" ON "subscription_secrets"("subscription_id");

-- CreateIndex
CREATE INDEX "events_tenant_id_id_idx" ON "events"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "deliveries_tenant_id_id_idx" ON "deliveries"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "deliveries_subscription_id_id_idx" ON "deliveries"("subscription_id", "id");

-- CreateIndex
CREATE INDEX "deliveries_event_id_idx" ON "deliveries"("event_id");

-- CreateIndex
CREATE INDEX "attempts_delivery_id_idx" ON "attempts"("delivery_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "audit_log_tenant_id_id_idx" ON "audit_log"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_partition_id_fkey" FOREIGN KEY ("partition_id") REFERENCES "partitions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenant_counters" ADD CONSTRAINT "tenant_counters_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_secrets" ADD CONSTRAINT "subscription_secrets_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter sequence event_position_seq owned by events.position;

-- The net under the table partitions that are created days ahead; a row in here raises a warning.
create table events_default partition of events default;
create table event_routings_default partition of event_routings default;
create table deliveries_default partition of deliveries default;
create table attempts_default partition of attempts default;

-- What waits to be routed: tenants take turns (one range each), scheduled events by time.
create index event_queue_turn_idx on event_queue (partition_id, tenant_id, position) where due_at is null;
create index event_queue_due_idx on event_queue (partition_id, due_at) where due_at is not null;
-- What waits to be sent: one range per lane, so a million rows of a dead endpoint are never scanned for another.
create index deliveries_lane_idx on deliveries (partition_id, subscription_id, due_at, position) where state = 'pending';
create index deliveries_due_idx on deliveries (partition_id, due_at) where state = 'pending';
-- The north star and the dead letters.
create index deliveries_unsettled_idx on deliveries (tenant_id, id) where state in ('pending', 'dead');
create index event_routings_quarantined_idx on event_routings (tenant_id, event_id) where outcome = 'quarantined';
create index deliveries_correlation_idx on deliveries (tenant_id, correlation_id, id) where correlation_id is not null;
create index events_correlation_idx on events (tenant_id, correlation_id, id) where correlation_id is not null;
create index events_external_id_idx on events (tenant_id, external_id) where external_id is not null;

-- Counters are updated in every fan-out transaction: room on the page keeps those updates in place.
alter table tenant_counters set (fillfactor = 50);
alter table lanes set (fillfactor = 50);
alter table partitions set (fillfactor = 50);
alter table event_queue set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The smallest id of a prefix at a time.
create function id_bound(prefix text, at timestamptz) returns text
  language sql immutable parallel safe
  return prefix || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0');

-- Creates the daily table partitions of [first_day, first_day + days). Rows that fell into a DEFAULT partition
-- meanwhile move to the table of their day. Returns how many tables it made. Days are UTC.
create function create_table_partitions(first_day date, days int) returns int
  language plpgsql as $$
declare
  made int := 0;
  day date;
  parent record;
  child text;
  low text;
  high text;
begin
  perform pg_advisory_xact_lock(hashtext('create_table_partitions'));
  for parent in
    select * from (values ('events', 'id', 'evt_'), ('event_routings', 'event_id', 'evt_'),
                          ('deliveries', 'id', 'dlv_'), ('attempts', 'id', 'att_')) as p(name, key, prefix)
  loop
    for day in select d::date from generate_series(first_day, first_day + days - 1, interval '1 day') d loop
      child := parent.name || '_p' || to_char(day, 'YYYYMMDD');
      continue when to_regclass(child) is not null;
      low := id_bound(parent.prefix, day::timestamp at time zone 'UTC');
      high := id_bound(parent.prefix, (day + 1)::timestamp at time zone 'UTC');
      execute format('create table %I (like %I including all)', child, parent.name);
      execute format('with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
        parent.name || '_default', parent.key, low, parent.key, high, child);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent.name, child, low, high);
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;

-- Drops the daily partitions of one table that end before the given day. Returns how many.
create function drop_table_partitions(parent text, before date) returns int
  language plpgsql as $$
declare
  child text;
  dropped int := 0;
begin
  for child in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = parent::regclass and c.relname ~ ('^' || parent || '_p[0-9]{8}$')
       and to_date(right(c.relname, 8), 'YYYYMMDD') < before
  loop
    execute format('drop table %I', child);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
