-- A version has a schema and an example of its own (docs/adr/022). Nothing wrote these columns before.
-- AlterTable
ALTER TABLE "event_types" DROP COLUMN "example",
DROP COLUMN "schemas",
ADD COLUMN     "enforce" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "event_type_versions" (
    "id" TEXT NOT NULL,
    "event_type_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "schema" JSON,
    "example" JSON,
    "example_from" TEXT NOT NULL DEFAULT 'none',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_type_versions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "event_type_versions_event_type_id_version_key" ON "event_type_versions"("event_type_id", "version");

-- AddForeignKey
ALTER TABLE "event_type_versions" ADD CONSTRAINT "event_type_versions_event_type_id_fkey" FOREIGN KEY ("event_type_id") REFERENCES "event_types"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A null tenant is distinct from every other for a plain unique index.
create unique index event_types_operator_name_key on event_types (name) where tenant_id is null;
