-- AlterTable
ALTER TABLE "engine_jobs" ADD COLUMN     "payload" TEXT;

-- AlterTable
ALTER TABLE "engine_runs" ADD COLUMN     "event_count" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "event_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "is_racing" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "parent_run_id" TEXT,
ADD COLUMN     "parent_step_id" TEXT,
ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "restarts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "singleton_key" TEXT;

-- AlterTable
ALTER TABLE "engine_steps" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'step';

-- CreateTable
CREATE TABLE "engine_waits" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "step_id" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "event_name" TEXT,
    "expression" TEXT,
    "match_path" TEXT,
    "match_value" TEXT,
    "since_at" TIMESTAMPTZ(6),
    "since_id" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "engine_waits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_singletons" (
    "function_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "engine_singletons_pkey" PRIMARY KEY ("function_id","key")
);

-- CreateTable
CREATE TABLE "engine_gates" (
    "function_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "engine_gates_pkey" PRIMARY KEY ("function_id","key")
);

-- CreateTable
CREATE TABLE "engine_debounces" (
    "function_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "event_ts" TIMESTAMPTZ(3) NOT NULL,
    "fires_at" TIMESTAMPTZ(6) NOT NULL,
    "latest_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "engine_debounces_pkey" PRIMARY KEY ("function_id","key")
);

-- CreateTable
CREATE TABLE "engine_batches" (
    "id" TEXT NOT NULL,
    "function_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "flush_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "engine_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_batch_events" (
    "batch_id" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "payload" TEXT NOT NULL,

    CONSTRAINT "engine_batch_events_pkey" PRIMARY KEY ("batch_id","position")
);

-- CreateIndex
CREATE INDEX "engine_waits_event_name_match_path_match_value_idx" ON "engine_waits"("event_name", "match_path", "match_value");

-- CreateIndex
CREATE INDEX "engine_waits_run_id_idx" ON "engine_waits"("run_id");

-- CreateIndex
CREATE INDEX "engine_debounces_fires_at_idx" ON "engine_debounces"("fires_at");

-- CreateIndex
CREATE INDEX "engine_batches_flush_at_idx" ON "engine_batches"("flush_at");

-- CreateIndex
CREATE UNIQUE INDEX "engine_batches_function_id_key_key" ON "engine_batches"("function_id", "key");

-- AddForeignKey
ALTER TABLE "engine_waits" ADD CONSTRAINT "engine_waits_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "engine_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engine_batch_events" ADD CONSTRAINT "engine_batch_events_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "engine_batches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
-- The operator's lists of what runs and what failed; completed runs, the many, stay out of it.
create index engine_runs_unsuccessful on engine_runs (status, id) where status <> 'completed';
-- Queue tables: rows live for seconds, so vacuum must come by change, not by share of a small table.
alter table engine_waits set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
alter table engine_batch_events set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
-- The engine's own jobs, to be found behind any number of calls that wait for a concurrency key.
create index engine_jobs_control on engine_jobs (ready_at) where kind not in ('discover', 'step');
