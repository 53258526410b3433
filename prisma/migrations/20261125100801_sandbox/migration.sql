-- CreateTable
CREATE TABLE "sandbox_receivers" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "repeat" BOOLEAN NOT NULL DEFAULT false,
    "delay_ms" INTEGER NOT NULL DEFAULT 0,
    "failure_rate" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "step" INTEGER NOT NULL DEFAULT 0,
    "request_count" INTEGER NOT NULL DEFAULT 0,
    "last_request_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sandbox_receivers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_requests" (
    "id" TEXT NOT NULL,
    "receiver_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "query" TEXT NOT NULL DEFAULT '',
    "headers" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "body_bytes" INTEGER NOT NULL,
    "is_body_truncated" BOOLEAN NOT NULL DEFAULT false,
    "answer" JSONB NOT NULL,
    "delay_ms" INTEGER NOT NULL DEFAULT 0,
    "signature" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sandbox_receivers_tenant_id_idx" ON "sandbox_receivers"("tenant_id");

-- CreateIndex
CREATE INDEX "sandbox_receivers_expires_at_idx" ON "sandbox_receivers"("expires_at");

-- CreateIndex
CREATE INDEX "sandbox_requests_tenant_id_id_idx" ON "sandbox_requests"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "sandbox_requests_receiver_id_id_idx" ON "sandbox_requests"("receiver_id", "id");

-- AddForeignKey
ALTER TABLE "sandbox_receivers" ADD CONSTRAINT "sandbox_receivers_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_requests" ADD CONSTRAINT "sandbox_requests_receiver_id_fkey" FOREIGN KEY ("receiver_id") REFERENCES "sandbox_receivers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
